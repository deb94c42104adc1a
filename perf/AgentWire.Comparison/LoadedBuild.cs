using System.Reflection;
using System.Runtime.Loader;

namespace AgentWire.Comparison;

/// <summary>A build of the driver and the library, loaded anew: its machine code is compiled again, and lies elsewhere.</summary>
internal sealed class LoadedBuild : AssemblyLoadContext
{
    private const string DriverName = "AgentWire.Comparison.Driver";

    private readonly string _folder;

    // Not collectible: static fields of collectible assemblies are reached in a slower way than users have it.
    private LoadedBuild(string folder)
        : base(DriverName) => _folder = folder;

    /// <summary>Loads what stands in a folder, and finds the work whose name contains a text.</summary>
    public static IReadOnlyList<Work> Load(string folder, string spec, string only = "")
    {
        Assembly driver = new LoadedBuild(folder).LoadFromAssemblyName(new AssemblyName(DriverName));
        MethodInfo method = driver.GetType("AgentWire.Comparison.Driver", throwOnError: true)!.GetMethod("Works")!;
        var found = (IReadOnlyList<(string Name, long Bytes, Action<int> Pass)>)method.Invoke(null, [spec])!;
        IReadOnlyList<Work> works =
        [
            .. from work in found
            where work.Name.Contains(only, StringComparison.Ordinal)
            select new Work(work.Name, work.Bytes, work.Pass),
        ];
        return works.Count > 0 ? works : throw new ComparisonException($"No work's name contains \"{only}\".");
    }

    /// <summary>What is not in the folder is .NET's, and common to all builds.</summary>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}

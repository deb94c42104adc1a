using System.Reflection;
using System.Runtime.Loader;

namespace AgentWire.Comparison;

/// <summary>A newly loaded build of the driver and the library. Its machine code is compiled again, at another position in memory.</summary>
internal sealed class LoadedBuild : AssemblyLoadContext
{
    private const string DriverName = "AgentWire.Comparison.Driver";

    private readonly string _folder;

    // Not collectible, because access to static fields of collectible assemblies is slower than for users.
    private LoadedBuild(string folder)
        : base(DriverName) => _folder = folder;

    /// <summary>Loads the assemblies in a folder, and finds the work whose name contains a text.</summary>
    public static IReadOnlyList<Work> Load(string folder, string spec, string only = "")
    {
        Assembly driver = new LoadedBuild(folder).LoadFromAssemblyName(new AssemblyName(DriverName));
        MethodInfo method = driver.GetType("AgentWire.Comparison.Driver", throwOnError: true)!.GetMethod("Works")!;
        var found =
            (IReadOnlyList<(string Name, long Bytes, string? Baseline, Action<int> Pass)>)method.Invoke(null, [spec])!;
        IReadOnlyList<Work> works =
        [
            .. from work in found
            where work.Name.Contains(only, StringComparison.Ordinal)
            select new Work(work.Name, work.Bytes, work.Pass, work.Baseline),
        ];
        return works.Count > 0 ? works : throw new ComparisonException($"No work's name contains \"{only}\".");
    }

    /// <summary>Loads an assembly from the folder. All others belong to .NET and are shared by all builds.</summary>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}

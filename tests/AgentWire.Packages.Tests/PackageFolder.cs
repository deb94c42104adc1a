using System.IO.Compression;
using System.Xml.Linq;

namespace AgentWire.Packages.Tests;

/// <summary>The packages that <c>./build.sh Packages</c> has created before it runs the tests.</summary>
internal static class PackageFolder
{
    public static string Root => RepositoryRoot.Path;

    public static string Path { get; } = System.IO.Path.Combine(Root, "artifacts", "packages");

    /// <summary>Gets the folder of the packages that were created a second time.</summary>
    public static string Again { get; } = System.IO.Path.Combine(Root, "artifacts", "packages-again");

    /// <summary>The version of all packages.</summary>
    public static string Version { get; } =
        XDocument.Load(System.IO.Path.Combine(Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    // The folder of each package's project under src/.
    private static readonly Dictionary<string, string> Projects = ProjectsOf("IsPackable", "true");

    /// <summary>Gets the packages that the projects under <c>src/</c> make.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Projects.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gets the packages that contain a program, and no library.</summary>
    public static IReadOnlyList<string> Programs { get; } = [.. Names.Intersect(ProjectsOf("OutputType", "Exe").Keys)];

    public static string FileOf(string name, string extension = "nupkg") =>
        System.IO.Path.Combine(Path, $"{name}.{Version}.{extension}");

    /// <summary>Returns the README of a package.</summary>
    public static string ReadmeOf(string name) =>
        File.ReadAllText(System.IO.Path.Combine(Root, "src", Projects[name], "README.md"));

    /// <summary>The files in a package, by their paths in it.</summary>
    public static Dictionary<string, byte[]> Open(string file) => Open(File.ReadAllBytes(file));

    /// <inheritdoc cref="Open(string)"/>
    public static Dictionary<string, byte[]> Open(byte[] package)
    {
        using ZipArchive archive = new(new MemoryStream(package));
        return archive.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using Stream content = entry.Open();
                using MemoryStream bytes = new();
                content.CopyTo(bytes);
                return bytes.ToArray();
            }
        );
    }

    private static Dictionary<string, string> ProjectsOf(string property, string value) =>
        Directory
            .GetFiles(System.IO.Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => (Name: System.IO.Path.GetFileNameWithoutExtension(file), Project: XDocument.Load(file)))
            .Where(each => each.Project.Descendants(property).Any(element => element.Value == value))
            .ToDictionary(
                each => each.Project.Descendants("PackageId").SingleOrDefault()?.Value ?? each.Name,
                each => each.Name
            );
}

using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace AgentWire.Packages.Tests;

/// <summary>Checks the license notices of the third-party libraries in a package.</summary>
internal static class Notices
{
    public const string FileName = "THIRD-PARTY-NOTICES.txt";

    private const string Line = "================================================================================";

    /// <summary>Returns the notices that a package should contain and does not, and those that no library in it needs.</summary>
    /// <param name="files">The files of the package.</param>
    /// <param name="isOurs">Returns whether an assembly, by its name, belongs to the project.</param>
    public static IEnumerable<string> Faults(IReadOnlyDictionary<string, byte[]> files, Func<string, bool> isOurs)
    {
        string[] assemblies =
        [
            .. files
                .Keys.Where(name => Path.GetExtension(name) is ".dll" or ".exe" or ".so" or ".dylib")
                .Select(name => Path.GetFileName(name))
                .Where(name => !isOurs(Path.GetFileNameWithoutExtension(name)))
                .Distinct(),
        ];
        Dictionary<string, Library> libraries = LibrariesIn(files);
        Dictionary<string, string> sections = SectionsIn(files);
        foreach (string assembly in assemblies)
        {
            if (!libraries.TryGetValue(assembly, out Library? library))
            {
                yield return $"{assembly}: of no package";
            }
            else if (!sections.TryGetValue(library.Name, out string? section))
            {
                yield return $"{assembly}: no notice of {library.Name}";
            }
            else
            {
                foreach (
                    string word in WordsOf(library).Where(word => !section.Contains(word, StringComparison.Ordinal))
                )
                {
                    yield return $"{library.Name}: its notice lacks: {word}";
                }
            }
        }

        foreach (
            string name in sections.Keys.Except(
                assemblies.Select(each => libraries.GetValueOrDefault(each)?.Name ?? "")
            )
        )
        {
            yield return $"{name}: a notice of what is not in the package";
        }
    }

    /// <summary>Returns the library that each assembly belongs to, from the dependencies of the program in the package.</summary>
    private static Dictionary<string, Library> LibrariesIn(IReadOnlyDictionary<string, byte[]> files)
    {
        Dictionary<string, Library> libraries = [];
        foreach ((_, byte[] bytes) in files.Where(file => file.Key.EndsWith(".deps.json", StringComparison.Ordinal)))
        {
            using JsonDocument json = JsonDocument.Parse(bytes);
            JsonElement all = json.RootElement.GetProperty("libraries");
            foreach (JsonProperty target in json.RootElement.GetProperty("targets").EnumerateObject())
            {
                foreach (JsonProperty library in target.Value.EnumerateObject())
                {
                    if (
                        all.GetProperty(library.Name).GetProperty("type").GetString() == "package"
                        && library.Value.TryGetProperty("runtime", out JsonElement assemblies)
                    )
                    {
                        string[] parts = library.Name.Split('/');
                        foreach (JsonProperty assembly in assemblies.EnumerateObject())
                        {
                            libraries[Path.GetFileName(assembly.Name)] = new Library(parts[0], parts[1]);
                        }
                    }
                }
            }
        }

        return libraries;
    }

    private static Dictionary<string, string> SectionsIn(IReadOnlyDictionary<string, byte[]> files) =>
        files.TryGetValue(FileName, out byte[]? notices)
            ? Encoding
                .UTF8.GetString(notices)
                .Split(Line + "\n")
                .Skip(1)
                .ToDictionary(section => section.Split('\n')[0], section => section)
            : [];

    /// <summary>Returns the required text of a notice: the owner of the library, and its licence.</summary>
    private static IEnumerable<string> WordsOf(Library library)
    {
        string folder =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string id = library.Name.ToLowerInvariant();
        XElement metadata = XDocument
            .Load(Path.Combine(folder, id, library.Version.ToLowerInvariant(), $"{id}.nuspec"))
            .Root!.Elements()
            .First();
        yield return $"Copyright: {Value("copyright")}\n";
        yield return $"License: {Value("license")}\n";
        yield return Value("projectUrl");
        yield return Value("license") == "MIT"
            ? "The above copyright notice and this permission notice shall be included in all\n"
            : "the text of a licence that this test does not know";

        string Value(string name) => metadata.Elements().Single(each => each.Name.LocalName == name).Value;
    }

    private sealed record Library(string Name, string Version);
}

using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using AgentWire.Tool.Conformance;

namespace AgentWire.Tool.Scaffolding;

/// <summary>The files of a new protocol. The tool contains them with placeholders.</summary>
internal sealed partial class Template
{
    private const string ProtocolFolder = "template/protocol/";
    private const string ProgramFolder = "template/program/";
    private const string LibraryFolder = "template/library/";
    private const int MaxNameLength = 64;

    // Both describe files of the protocol, for editors.
    private static readonly string[] Schemas = ["dialect.schema.json", "vectors.schema.json"];

    /// <summary>Gets the name of the protocol, such as <c>charging</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the C# namespace, such as <c>Acme.Charging</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>Gets the target framework of the project.</summary>
    public required string Framework { get; init; }

    /// <summary>Gets a value that says whether the project is a library for other projects, and not a program.</summary>
    public required bool IsLibrary { get; init; }

    /// <exception cref="UsageException">The name or the framework is not possible.</exception>
    public void Check()
    {
        if (!ProtocolName().IsMatch(Name) || Name.Length > MaxNameLength)
        {
            throw new UsageException(
                $"'{Name}' is not the name of a protocol: it is in lower case, with hyphens between words, such as fleet-charging"
            );
        }

        if (!FrameworkName().IsMatch(Framework))
        {
            throw new UsageException($"--framework is net8.0 or a later one, not '{Framework}'");
        }
    }

    /// <summary>Returns the files, by their paths with <c>/</c>.</summary>
    public IEnumerable<(string Path, byte[] Bytes)> Files()
    {
        Assembly assembly = typeof(Template).Assembly;
        string[] folders = [ProtocolFolder, IsLibrary ? LibraryFolder : ProgramFolder];
        foreach (string resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            // A build on Windows uses its own separators.
            string file = resource.Replace('\\', '/');
            if (Array.Find(folders, folder => file.StartsWith(folder, StringComparison.Ordinal)) is { } folder)
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
                string text = Fill(reader.ReadToEnd().ReplaceLineEndings("\n"));
                yield return (Fill(file[folder.Length..]), Encoding.UTF8.GetBytes(text));
            }
        }

        foreach (string schema in Schemas)
        {
            yield return ($"spec/{schema}", ToolSpec.Files().Read(schema));
        }
    }

    private string Fill(string text) =>
        text.Replace("__name__", Name, StringComparison.Ordinal)
            .Replace("__namespace__", Namespace, StringComparison.Ordinal)
            .Replace("__prefix__", Namespace[(Namespace.LastIndexOf('.') + 1)..], StringComparison.Ordinal)
            .Replace("__framework__", Framework, StringComparison.Ordinal)
            .Replace("__version__", typeof(Template).Assembly.GetName().Version!.ToString(3), StringComparison.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProtocolName();

    [GeneratedRegex("^net([89]|[1-9][0-9])\\.0\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FrameworkName();
}

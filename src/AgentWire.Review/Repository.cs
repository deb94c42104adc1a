using System.Xml.Linq;

namespace AgentWire.Review;

/// <summary>Finds the parts of this repository.</summary>
internal sealed class Repository(string root)
{
    public const string SpecFolder = "spec";
    private const string PropertiesName = "Directory.Build.props";
    private const string ChangelogName = "CHANGELOG.md";

    public string Root { get; } = Path.GetFullPath(root);

    public string Spec => Path.Combine(Root, SpecFolder);

    public Changelog Changelog => Changelog.Parse(Read(ChangelogName));

    /// <summary>Gets the version of the packages.</summary>
    /// <exception cref="UsageException">There is no version.</exception>
    public Version Version =>
        Property("Version") is { Length: > 0 } text && Version.TryParse(text.Split('-')[0], out Version? version)
            ? version
            : throw new UsageException($"{PropertiesName} contains no version");

    /// <summary>Gets the version that packing compares the packages with, or an empty string if there is none.</summary>
    public string PackageBaseline => Property("PackageValidationBaselineVersion") ?? "";

    private string? Property(string name) =>
        XDocument.Parse(Read(PropertiesName)).Descendants(name).FirstOrDefault()?.Value;

    private string Read(string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Root, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read {name}: {error.Message}", error);
        }
    }
}

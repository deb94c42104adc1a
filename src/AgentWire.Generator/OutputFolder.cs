using System.IO.Enumeration;
using System.Text;
using AgentWire.Spec.Files;

namespace AgentWire.Generator;

/// <summary>A file that differs from the generated one, or that was written because it did.</summary>
internal sealed record Change(string Kind, string Path)
{
    public override string ToString() => $"{Kind}: {Path}";
}

/// <summary>A folder of generated files, which is compared with the generated files by names and bytes.</summary>
/// <param name="folder">The folder.</param>
/// <param name="patterns">The paths of generated files, with <c>*</c> for any characters. Other files are ignored.</param>
/// <param name="files">The generated files.</param>
internal sealed class OutputFolder(string folder, IReadOnlyList<string> patterns, IReadOnlyList<OutputFile> files)
{
    private const string Missing = "missing";
    private const string Different = "different";
    private const string Stale = "stale";

    // What writing does with each kind of file.
    private static readonly Dictionary<string, string> Done = new()
    {
        [Missing] = "created",
        [Different] = "updated",
        [Stale] = "deleted",
    };

    private static readonly string[] NotOurs = ["bin", "obj"];

    private static readonly EnumerationOptions WithoutLinks = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private readonly TargetFolder _target = new(folder);

    /// <summary>Gets the full paths of the generated files.</summary>
    public IEnumerable<string> Paths => files.Select(file => Path.GetFullPath(_target.PathOf(file.Path)));

    /// <summary>Returns the files that are missing, different, or no longer generated.</summary>
    public IReadOnlyList<Change> Compare() =>
        [
            .. files
                .Select(file => (file.Path, Kind: KindOf(file)))
                .Concat(Present().Except(files.Select(file => file.Path)).Select(path => (Path: path, Kind: Stale)))
                .Where(file => file.Kind.Length > 0)
                .OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => new Change(file.Kind, file.Path)),
        ];

    /// <summary>Updates the folder, and returns the files that are created, updated or deleted.</summary>
    public IReadOnlyList<Change> Write()
    {
        IReadOnlyList<Change> changes = Compare();
        HashSet<string> changed = [.. changes.Select(change => change.Path)];
        foreach (OutputFile file in files.Where(file => changed.Contains(file.Path)))
        {
            _target.Write(file.Path, Encoding.UTF8.GetBytes(file.Text));
        }

        foreach (string stale in changed.Except(files.Select(file => file.Path)))
        {
            File.Delete(_target.PathOf(stale));
        }

        return [.. changes.Select(change => change with { Kind = Done[change.Kind] })];
    }

    private string KindOf(OutputFile file) =>
        _target.Find(file.Path) is not { } bytes ? Missing
        : bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(file.Text)) ? ""
        : Different;

    private IEnumerable<string> Present() =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*", WithoutLinks)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(path =>
                    patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false))
                )
                .Where(path => !NotOurs.Contains(path.Split('/')[0]))
            : [];
}

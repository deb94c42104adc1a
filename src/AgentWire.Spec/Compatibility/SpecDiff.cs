using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;
using AgentWire.Spec.Vectors;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares two specifications, each a folder like <c>spec/</c>.</summary>
internal static class SpecDiff
{
    /// <summary>Returns all changes, with the most breaking first.</summary>
    /// <exception cref="SpecFilesException">A folder contains no specification, or one that cannot be read.</exception>
    public static IReadOnlyList<Change> Compare(string oldFolder, string newFolder)
    {
        List<Change> changes = [];
        Dictionary<string, Dialect> before = Read(oldFolder);
        Dictionary<string, Dialect> after = Read(newFolder);
        SpecFiles oldFiles = SpecFiles.In(oldFolder);
        SpecFiles newFiles = SpecFiles.In(newFolder);
        (VectorReader oldVectors, VectorReader newVectors) = (new(oldFiles), new(newFiles));
        (TestStreamReader oldStreams, TestStreamReader newStreams) = (new(oldFiles), new(newFiles));
        foreach (string name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            ChangeList own = new(name);
            switch (before.GetValueOrDefault(name), after.GetValueOrDefault(name))
            {
                case ({ } gone, null):
                    own.Add(DialectRules.DialectRemoved, "", gone.Origin, $"{gone.Title} is removed");
                    break;
                case (null, { } came):
                    own.Add(DialectRules.DialectAdded, "", came.Origin, $"{came.Title} is added");
                    break;
                case ({ } was, { } now):
                    DialectDiff.Compare(was, now, own);
                    VectorDiff.Compare(oldVectors.Read(name), newVectors.Read(name), own);
                    StreamDiff.Compare(oldStreams.Read(name), newStreams.Read(name), own);
                    break;
            }

            changes.AddRange(own.All);
        }

        changes.AddRange(CompareFiles(oldFolder, newFolder, changes));
        return [.. changes.OrderByDescending(change => change.Rule.Level)];
    }

    private static List<Change> CompareFiles(string oldFolder, string newFolder, IReadOnlyList<Change> told)
    {
        try
        {
            return [.. FileDiff.Compare(oldFolder, newFolder, told)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SpecFilesException($"cannot compare '{oldFolder}' and '{newFolder}': {error.Message}", error);
        }
    }

    private static Dictionary<string, Dialect> Read(string folder)
    {
        try
        {
            return Specification.Read(folder).ToDictionary(dialect => dialect.Name, StringComparer.Ordinal);
        }
        catch (SpecException refusal)
        {
            throw new SpecFilesException(
                $"'{folder}' is not a specification that can be read: {refusal.Message}",
                refusal
            );
        }
    }
}

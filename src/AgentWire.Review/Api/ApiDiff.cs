using System.Text;

namespace AgentWire.Review.Api;

/// <summary>Compares two listings. A declaration is compared with its attributes and its enclosing declarations.</summary>
internal static class ApiDiff
{
    private const string EmptyBody = " { }";

    /// <summary>Returns what only the first listing has, and what only the second has, each with the enclosing declarations. Empty if there is no difference.</summary>
    public static (string Removed, string Added) Compare(string before, string after)
    {
        Declaration[] old = [.. Read(before)];
        Declaration[] now = [.. Read(after)];
        return (Write(old, [.. now.Select(each => each.Path)]), Write(now, [.. old.Select(each => each.Path)]));
    }

    private static string Write(Declaration[] declarations, HashSet<string> others)
    {
        StringBuilder text = new();
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (Declaration declaration in declarations.Where(each => !others.Contains(each.Path)))
        {
            foreach (Declaration part in declaration.Around.Append(declaration).Where(part => written.Add(part.Path)))
            {
                text.Append(part.Text).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Declaration> Read(string listing)
    {
        List<Declaration> around = [];
        string attributes = "";
        foreach (string line in listing.Split('\n').Where(line => line.Trim() is not ("" or "{" or "}")))
        {
            int indentation = line.Length - line.TrimStart().Length;
            if (line[indentation] == '[' && line.EndsWith(']'))
            {
                attributes += $"{line}\n";
                continue;
            }

            // The members of a type show whether it has any.
            string text =
                attributes + (line.EndsWith(EmptyBody, StringComparison.Ordinal) ? line[..^EmptyBody.Length] : line);
            attributes = "";
            around.RemoveAll(each => each.Indentation >= indentation);
            Declaration declaration = new(text, indentation, $"{around.LastOrDefault()?.Path}\n{text}", [.. around]);
            around.Add(declaration);
            yield return declaration;
        }
    }

    /// <param name="Text">The text with its attributes, one per line.</param>
    /// <param name="Path">The declaration and its enclosing declarations.</param>
    private sealed record Declaration(string Text, int Indentation, string Path, IReadOnlyList<Declaration> Around);
}

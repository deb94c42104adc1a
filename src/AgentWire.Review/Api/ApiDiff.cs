using System.Text;

namespace AgentWire.Review.Api;

/// <summary>Compares two listings: a line counts with the lines that it belongs to.</summary>
internal static class ApiDiff
{
    /// <summary>What only the first has, and what only the second has, each with what it belongs to; empty where there is nothing.</summary>
    public static (string Removed, string Added) Compare(string before, string after)
    {
        Line[] old = [.. Read(before)];
        Line[] now = [.. Read(after)];
        return (Write(old, [.. now.Select(line => line.Path)]), Write(now, [.. old.Select(line => line.Path)]));
    }

    private static string Write(Line[] lines, HashSet<string> others)
    {
        StringBuilder text = new();
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (Line line in lines.Where(line => !others.Contains(line.Path)))
        {
            foreach (Line part in line.Around.Append(line).Where(part => written.Add(part.Path)))
            {
                text.Append(part.Text).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Line> Read(string listing)
    {
        List<Line> around = [];
        foreach (string text in listing.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int indentation = Indentation(text);
            around.RemoveAll(line => Indentation(line.Text) >= indentation);
            Line line = new(text, $"{around.LastOrDefault()?.Path}\n{text}", [.. around]);
            around.Add(line);
            yield return line;
        }
    }

    private static int Indentation(string text) => text.Length - text.TrimStart().Length;

    /// <param name="Path">The line and those that it belongs to.</param>
    private sealed record Line(string Text, string Path, IReadOnlyList<Line> Around);
}

using System.Globalization;
using System.Text;

namespace AgentWire.Benchmarks.Report;

/// <summary>Writes the measured part of docs/performance.md, and its chart. The text around it is written by hand and kept.</summary>
internal static class Page
{
    private const string Begin = "<!-- measured: ./build.sh Bench writes what is between these lines -->";
    private const string End = "<!-- measured: end -->";

    public static void Write(DirectoryInfo folder, Results results)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "performance.svg"), Chart.Draw(results.Marks));
        string path = Path.Combine(folder.FullName, "performance.md");
        string page = File.Exists(path) ? File.ReadAllText(path) : $"# Performance\n\n{Begin}\n{End}\n";
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{path} lacks the lines \"{Begin}\" and \"{End}\".");
        }

        File.WriteAllText(path, page[..begin] + Begin + "\n" + Measured(results) + page[end..]);
    }

    private static string Measured(Results results)
    {
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            Measured {results.Date}, {results.Extent}, on {results.Machine}.

            ![The ratios that AgentWire should reach, and those it reached](performance.svg)

            | dialect | work | MB/s | ns a message | × serde_json | × System.Text.Json |
            | --- | --- | ---: | ---: | ---: | ---: |

            """
        );
        foreach (Row row in results.Rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Dialect} | {row.Work} | {row.Megabytes:0} | {row.Nanoseconds:0} | {row.Serde:0.00} | {row.SystemTextJson:0.00} |\n"
            );
        }

        return text.Append('\n').ToString();
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using AgentWire.Benchmarks.Measuring;

namespace AgentWire.Benchmarks.Report;

/// <summary>The measured part of docs/performance.md; what stands around it is written by hand and stays.</summary>
internal static class Page
{
    private const string Begin = "<!-- measured: what is between these lines is written by ./build.sh Bench -->";
    private const string End = "<!-- measured: end -->";

    public static void Write(
        DirectoryInfo folder,
        string extent,
        IReadOnlyList<Heat> heats,
        IReadOnlyList<Mark> marks,
        IReadOnlyList<StartUpFigure> startUps
    )
    {
        folder.Create();
        File.WriteAllText(Path.Combine(folder.FullName, "performance.svg"), Chart.Draw(marks));
        string path = Path.Combine(folder.FullName, "performance.md");
        string page = File.Exists(path) ? File.ReadAllText(path) : $"# Performance\n\n{Begin}\n{End}\n";
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{path} lacks the lines \"{Begin}\" and \"{End}\".");
        }

        File.WriteAllText(path, page[..begin] + Begin + "\n" + Measured(extent, heats, marks, startUps) + page[end..]);
    }

    private static string Measured(
        string extent,
        IReadOnlyList<Heat> heats,
        IReadOnlyList<Mark> marks,
        IReadOnlyList<StartUpFigure> startUps
    )
    {
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            Measured {DateTime.UtcNow:yyyy-MM-dd} with `./build.sh Bench`, {extent}, on {Machine()}.

            ![The marks and what was reached](performance.svg)

            ### Marks

            | work | against | mark | corpus | bytes a message | ratio | met |
            | --- | --- | --- | --- | ---: | ---: | --- |

            """
        );
        foreach (Mark mark in marks)
        {
            string bound = Number($"{(mark.IsMost ? "≤" : "≥")} {mark.Bound:0.##} ×");
            foreach (Figure figure in mark.Figures)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {mark.Work} | {mark.Against} | {bound} | {figure.Corpus} | {figure.MeanBytes:0} | {figure.Ratio:0.00} × | {(mark.Score(figure) >= 1 ? "yes" : "**no**")} |\n"
                );
            }
        }

        text.Append("\n### Throughput\n\nMedians, in millions of bytes a second; nanoseconds a message in brackets.\n");
        foreach (Heat heat in heats)
        {
            AppendHeat(text, heat);
        }

        text.Append(
            """

            ### Start-up

            The first read in a fresh process, medians: JIT, static state and all.

            | side | first read | whole process |
            | --- | ---: | ---: |

            """
        );
        foreach (StartUpFigure figure in startUps)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {figure.Side} | {figure.FirstRead.TotalMilliseconds:0.0} ms | {figure.Process.TotalMilliseconds:0} ms |\n"
            );
        }

        return text.Append('\n').ToString();
    }

    private static void AppendHeat(StringBuilder text, Heat heat)
    {
        string[] works = [.. heat.Entries.Select(entry => entry.Work).Distinct()];
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n**{heat.Corpus}**: {heat.Messages} messages of {heat.MeanBytes:0} bytes\n\n| side | {string.Join(" | ", works)} |\n| --- |{string.Concat(works.Select(_ => " ---: |"))}\n"
        );
        foreach (string side in heat.Entries.Select(entry => entry.Side).Distinct())
        {
            IEnumerable<string> cells = works.Select(work => heat.Has(work, side) ? Cell(heat, work, side) : "");
            text.Append(CultureInfo.InvariantCulture, $"| {side} | {string.Join(" | ", cells)} |\n");
        }
    }

    private static string Cell(Heat heat, string work, string side)
    {
        double megabytes = heat.Megabytes(work, side);
        return Number($"{megabytes:0} ({heat.MeanBytes * 1000 / megabytes:0})");
    }

    /// <summary>The processor, the system, the runtime, and how much else was going on.</summary>
    private static string Machine()
    {
        const string LoadAverage = "/proc/loadavg";
        string load = File.Exists(LoadAverage) ? $", load average {File.ReadAllText(LoadAverage).Split(' ')[0]}" : "";
        const string CpuInfo = "/proc/cpuinfo";
        string? model = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        string cpu = model is null ? RuntimeInformation.OSArchitecture.ToString() : model[(model.IndexOf(':') + 2)..];
        return Number(
            $"{cpu}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}{load}"
        );
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

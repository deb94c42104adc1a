using System.Globalization;
using AgentWire.Benchmarks.Measuring;

namespace AgentWire.Benchmarks.Report;

/// <summary>The output on the console during the run.</summary>
internal static class Overview
{
    public static void Print(Heat heat)
    {
        Line($"{heat.Corpus}: {heat.Messages} messages of {heat.MeanBytes:0} bytes");
        foreach ((string work, string side) in heat.Entries)
        {
            double megabytes = heat.Megabytes(work, side);
            string ratio =
                side != SideNames.AgentWire && heat.Has(work, SideNames.AgentWire)
                    ? Text($"AgentWire is {heat.Ratio((work, SideNames.AgentWire), (work, side)):0.00} times as fast")
                    : "";
            Line(
                $"  {work, -28} {side, -30} {megabytes, 6:0} MB/s (best {heat.BestMegabytes(work, side), 5:0}) {heat.MeanBytes * 1000 / megabytes, 9:0} ns  {ratio}"
            );
        }
    }

    public static void Print(IReadOnlyList<Mark> marks)
    {
        foreach (Mark mark in marks)
        {
            Line($"{mark.Work}, against {mark.Against}: {(mark.IsMost ? "at most" : "at least")} {mark.Bound:0.##}");
            foreach (Figure figure in mark.Figures)
            {
                Line($"  {figure.Ratio, 6:0.00}  {(mark.Score(figure) >= 1 ? "   " : "NOT")}  {figure.Corpus}");
            }
        }
    }

    private static void Line(FormattableString text) => Console.WriteLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

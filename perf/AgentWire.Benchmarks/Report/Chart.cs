using System.Globalization;
using System.Text;

namespace AgentWire.Benchmarks.Report;

/// <summary>
/// A chart of the marks. Each mark has a bar up to the worst of its figures, and a dot for each figure. The line is the mark.
/// </summary>
internal static class Chart
{
    private const int RowHeight = 30;
    private const int LabelWidth = 430;
    private const int PlotWidth = 440;
    private const int ValueWidth = 130;
    private const int Top = 60;

    // The plot extends from a quarter of a mark to eight times the mark. Each doubling has the same width.
    private const double LowestDoubling = -2;
    private const double HighestDoubling = 3;

    public static string Draw(IReadOnlyList<Mark> marks)
    {
        int height = Top + (marks.Count * RowHeight) + 40;
        int width = LabelWidth + PlotWidth + ValueWidth;
        StringBuilder svg = new();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">
            <rect width="{width}" height="{height}" fill="#ffffff"/>
            <text x="16" y="26" font-size="17" font-weight="bold">How far AgentWire is ahead of its marks</text>
            <text x="16" y="45" fill="#666666">bar: the least good corpus; dots: each corpus; right of the line is better than the mark</text>

            """
        );
        for (double doubling = LowestDoubling; doubling <= HighestDoubling; doubling++)
        {
            double x = X(Math.Pow(2, doubling));
            string stroke = doubling == 0 ? "#222222" : "#e4e4e4";
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""
                <line x1="{x:0.#}" y1="{Top}" x2="{x:0.#}" y2="{height - 34}" stroke="{stroke}"/>
                <text x="{x:0.#}" y="{height - 16}" text-anchor="middle" fill="#666666">{Scale(doubling)}</text>

                """
            );
        }

        for (int i = 0; i < marks.Count; i++)
        {
            DrawMark(svg, marks[i], Top + (i * RowHeight));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawMark(StringBuilder svg, Mark mark, int y)
    {
        double line = X(1);
        double end = X(mark.WorstScore);
        string fill = mark.WorstScore >= 1 ? "#7fb77e" : "#e08a7d";
        int middle = y + (RowHeight / 2);
        string bound = string.Create(CultureInfo.InvariantCulture, $"{(mark.IsMost ? "≤" : "≥")} {mark.Bound:0.##} ×");
        Figure worst = mark.Figures.MinBy(mark.Score)!;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <text x="{LabelWidth - 12}" y="{middle + 4}" text-anchor="end">{Plain(mark.Work)} : {Plain(
                mark.Against
            )}</text>
            <rect x="{Math.Min(line, end):0.#}" y="{y + 8}" width="{Math.Abs(end - line):0.#}" height="{RowHeight
                - 16}" fill="{fill}"/>
            <text x="{LabelWidth + PlotWidth + 10}" y="{middle + 4}">{worst.Ratio:0.00} × ({bound})</text>

            """
        );
        foreach (Figure figure in mark.Figures)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<circle cx="{X(mark.Score(figure)):0.#}" cy="{middle}" r="3" fill="#333333"/>{'\n'}"""
            );
        }
    }

    private static double X(double score)
    {
        double doublings = Math.Clamp(Math.Log2(score), LowestDoubling, HighestDoubling);
        return LabelWidth + (PlotWidth * (doublings - LowestDoubling) / (HighestDoubling - LowestDoubling));
    }

    private static string Scale(double doubling) =>
        doubling == 0 ? "the mark" : string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(2, doubling):0.##} ×");

    private static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal);
}

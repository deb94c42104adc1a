using System.Globalization;

namespace AgentWire.Comparison;

/// <summary>Writes the table and the result.</summary>
internal static class Report
{
    public static void Print(IReadOnlyCollection<Race> races, TextWriter output)
    {
        int width = races.Max(race => race.Name.Length);
        output.WriteLine($"{"".PadRight(width)}  speed   99 % interval    allocated  pairs");
        foreach (Race race in races)
        {
            string allocation = race.Allocation is { } ratio ? Text($"{ratio, 9:0.000}") : "        –";
            string figures = race.Estimate is { } estimate
                ? Text($"{estimate.Ratio:0.000}   {estimate.Lowest:0.000} to {estimate.Highest:0.000}")
                : "too few samples       ";
            output.WriteLine(
                Text($"{race.Name.PadRight(width)}  {figures}  {allocation}  {race.Samples, 5}  {Remark(race)}")
            );
        }

        foreach (Race race in races)
        {
            if (race.Cost is { } cost)
            {
                output.WriteLine(
                    Text(
                        $"{race.Name} takes {cost.Ratio:0.000} times as long as {race.Baseline} ({cost.Lowest:0.000} to {cost.Highest:0.000})"
                    )
                );
            }
        }
    }

    public static void PrintProgress(IReadOnlyCollection<Race> races, TimeSpan elapsed, TextWriter output)
    {
        int settled = races.Count(race => race.IsSettled(Meet.Bound, Meet.HalfWidth));
        int pairs = races.Max(race => race.Samples);
        output.WriteLine(Text($"{elapsed:mm\\:ss}  {pairs} pairs of loads, {settled} of {races.Count} settled"));
    }

    /// <summary>Returns the exit code: 0 if no work is slower, 1 if any is slower, 2 if there was not enough time to decide.</summary>
    public static int ExitCode(IReadOnlyCollection<Race> races)
    {
        IReadOnlyList<Verdict> verdicts = [.. races.Select(race => race.Against(Meet.Bound))];
        return verdicts.Contains(Verdict.Slower) ? 1
            : verdicts.Contains(Verdict.Undecided) ? 2
            : 0;
    }

    private static string Remark(Race race) =>
        race.Against(Meet.Bound) switch
        {
            Verdict.Slower when race.Allocation > 1 / Meet.Bound => "ALLOCATES MORE",
            Verdict.Slower => Text($"SLOWER than {Meet.Bound}"),
            Verdict.Undecided => Text($"UNDECIDED at {Meet.Bound}"),
            _ when race.Estimate?.Highest < 1 => "slower",
            _ when race.Estimate?.Lowest > 1 => "faster",
            _ => "",
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

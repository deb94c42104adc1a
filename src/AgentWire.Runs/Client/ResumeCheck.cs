using System.Globalization;
using AgentWire.AgUi;

namespace AgentWire.Runs.Client;

/// <summary>Checks that a request answers each pending interrupt exactly once, and nothing else.</summary>
internal static class ResumeCheck
{
    private const int MaxShown = 5;

    /// <exception cref="ArgumentException">It does not.</exception>
    public static void Check(
        WireList<Interrupt> pending,
        WireList<ResumeEntry> answers,
        DateTimeOffset now,
        string parameter
    )
    {
        Dictionary<string, ResumeEntry> byId = [];
        foreach (ResumeEntry answer in answers)
        {
            if (byId.ContainsKey(answer.InterruptId))
            {
                throw new ArgumentException(
                    $"The interrupt {RunViolation.Show(answer.InterruptId)} is answered twice.",
                    parameter
                );
            }

            byId.Add(answer.InterruptId, answer);
        }

        string[] open = [.. pending.Select(each => each.Id).Where(id => !byId.ContainsKey(id))];
        if (open.Length > 0)
        {
            throw new ArgumentException($"Pending interrupts have no answer: {Show(open)}.", parameter);
        }

        string[] foreign = [.. byId.Keys.Except(pending.Select(each => each.Id))];
        if (foreign.Length > 0)
        {
            throw new ArgumentException($"Interrupts are answered that are not pending: {Show(foreign)}.", parameter);
        }

        foreach (Interrupt each in pending)
        {
            if (byId[each.Id].Status != ResumeStatus.Cancelled && HasExpired(each, now))
            {
                throw new ArgumentException(
                    $"The interrupt {RunViolation.Show(each.Id)} has expired. It can only be cancelled.",
                    parameter
                );
            }
        }
    }

    /// <summary>AG-UI does not define the form of the time. What is no time never expires.</summary>
    private static bool HasExpired(Interrupt interrupt, DateTimeOffset now) =>
        DateTimeOffset.TryParse(
            interrupt.ExpiresAt,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset end
        )
        && end <= now;

    private static string Show(string[] ids) =>
        string.Join(", ", ids.Take(MaxShown).Select(RunViolation.Show))
        + (ids.Length > MaxShown ? $" and {ids.Length - MaxShown} more" : "");
}

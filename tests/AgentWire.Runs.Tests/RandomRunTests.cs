using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests;

/// <summary>What holds for every stream that keeps the rules, and for every one that breaks one.</summary>
[Trait("Category", "Load")]
public sealed class RandomRunTests
{
    private const int Count = 400;

    public static IEnumerable<int> Seeds => Thoroughness.OneOf(4, Enumerable.Range(0, 4 * Count));

    [Fact]
    public void The_verifier_accepts_what_keeps_the_rules_and_sees_how_it_ends()
    {
        foreach (int seed in Seeds)
        {
            (List<Event> events, RunOutcome end) = RandomRun.Create(seed);
            RunVerifier verifier = new();
            foreach (Event next in events)
            {
                verifier.Check(next)?.Message.ShouldBeNull($"seed {seed}");
            }

            verifier.End.ShouldBe(end, $"seed {seed}");
        }
    }

    [Fact]
    public void The_random_runs_contain_all_events_but_chunks() =>
        Seeds
            .Take(Count)
            .SelectMany(seed => RandomRun.Create(seed).Events)
            .Select(next => next.Tag)
            .Distinct()
            .ShouldBe(
                AgUiWire.Server.Tags.Where(tag => !tag.EndsWith("_CHUNK", StringComparison.Ordinal)).Append("FUTURE"),
                ignoreOrder: true
            );

    [Fact]
    public void An_event_that_breaks_a_rule_is_refused_wherever_it_stands()
    {
        foreach (int seed in Seeds)
        {
            RuleCase rule = RuleCase.All[seed % RuleCase.All.Count];
            List<Event> active = RandomRun.CreateActive(seed);
            RunReport report = RunReport.Of([.. active, .. rule.Events]);
            report.Violation.ShouldNotBeNull($"seed {seed}").Rule.ShouldBe(rule.Rule, $"seed {seed}");
            report.Violation.EventIndex.ShouldBe(active.Count + rule.Events.Length - 1);
            report.Outcome.ShouldBe(RunOutcome.Refused);
            report.End.ShouldBe(RunState.Replay([.. active, .. rule.Events[..^1]]), $"seed {seed}");
        }
    }

    [Fact]
    public void A_snapshot_at_every_point_is_that_of_a_replay_to_this_point()
    {
        foreach (int seed in Seeds.Take(Count / 4))
        {
            List<Event> events = RandomRun.Create(seed).Events;
            RunState run = new();
            List<RunSnapshot> snapshots = [];
            foreach (Event next in events)
            {
                run.Apply(next);
                snapshots.Add(run.ToSnapshot());
            }

            for (int i = 0; i < snapshots.Count; i++)
            {
                snapshots[i].ShouldBe(RunState.Replay(events, i + 1), $"seed {seed}, event {i}");
            }
        }
    }

    [Fact]
    public void Damaged_runs_are_read_to_the_same_end_however_they_are_given()
    {
        int refused = 0;
        foreach (int seed in Seeds)
        {
            Random random = new(seed);
            List<Event> events = RandomRun.Create(seed).Events;
            events.RemoveAt(random.Next(events.Count));
            int moved = random.Next(events.Count);
            events.Insert(random.Next(events.Count), events[moved]);
            RunReport report = RunReport.Of(events);
            refused += report.Outcome == RunOutcome.Refused ? 1 : 0;
            report.End.ShouldBe(RunState.Replay(report.Events), $"seed {seed}");
            RunReport read = RunReport.OfFrames(
                events.Select(next => (ReadOnlyMemory<byte>)AgUiWire.Server.ToUtf8Bytes(next))
            );
            read.ToJson().ShouldBe(report.ToJson(), $"seed {seed}");
        }

        refused.ShouldBeGreaterThan(Seeds.Count() / 4);
    }

    [Fact]
    public void Chunks_that_stand_for_a_run_become_the_run_again()
    {
        int fewer = 0;
        foreach (int seed in Seeds)
        {
            List<Event> events = RandomRun.Create(seed).Events;
            IReadOnlyList<Event> chunks = ChunkCollapser.Collapse(events);
            Events.Json(Events.Expand(chunks)).ShouldBe(Events.Json(events), $"seed {seed}");
            fewer += chunks.Count < events.Count ? 1 : 0;
        }

        fewer.ShouldBeGreaterThan(Seeds.Count() / 8);
    }

    [Fact]
    public void A_compact_run_comes_to_the_same_and_keeps_the_rules()
    {
        foreach (int seed in Seeds)
        {
            List<Event> events = RandomRun.Create(seed).Events;
            IReadOnlyList<Event> compact = RunCompactor.Compact(events);
            RunReport report = RunReport.Of(compact);
            RunReport before = RunReport.Of(events);
            report.Violation?.Message.ShouldBeNull($"seed {seed}");
            report.Outcome.ShouldBe(before.Outcome, $"seed {seed}");
            report.Runs.ShouldBe(before.Runs, $"seed {seed}");
            report.End.ShouldBe(before.End, $"seed {seed}");
            compact.Count.ShouldBeLessThanOrEqualTo(events.Count, $"seed {seed}");
            RunCompactor.Compact(compact).ShouldBe(compact, $"seed {seed}");
        }
    }
}

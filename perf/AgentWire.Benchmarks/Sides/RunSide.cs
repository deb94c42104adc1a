using AgentWire.AgUi;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;
using AgentWire.Runs;

namespace AgentWire.Benchmarks.Sides;

/// <summary>What follows the reading of an AG-UI event: expansion, verification and application.</summary>
internal static class RunSide
{
    public static IEnumerable<Contender> Follow(Corpus<Event> corpus)
    {
        yield return Contender.Here(
            Works.Expand,
            SideNames.AgentWire,
            () =>
            {
                ChunkExpander expander = new();
                List<Event> parts = [];
                foreach (Event next in corpus.Values)
                {
                    expander.Expand(next, parts);
                    parts.Clear();
                }
            }
        );
        yield return Contender.Here(
            Works.Verify,
            SideNames.AgentWire,
            () =>
            {
                RunVerifier verifier = new();
                foreach (Event next in corpus.Values)
                {
                    verifier.Check(next);
                }
            }
        );
        yield return Contender.Here(
            Works.Apply,
            SideNames.AgentWire,
            () =>
            {
                RunState run = new();
                foreach (Event next in corpus.Values)
                {
                    run.Apply(next);
                }
            }
        );
    }
}

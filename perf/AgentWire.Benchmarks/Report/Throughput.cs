using AgentWire.Benchmarks.Measuring;

namespace AgentWire.Benchmarks.Report;

/// <summary>The speed of one side for one kind of work: the median of all rounds.</summary>
internal sealed record Throughput(
    string Corpus,
    int Messages,
    double MeanBytes,
    string Work,
    string Side,
    double Megabytes,
    double Nanoseconds
)
{
    public static IEnumerable<Throughput> Of(Heat heat) =>
        from entry in heat.Entries
        let megabytes = heat.Megabytes(entry.Work, entry.Side)
        select new Throughput(
            heat.Corpus,
            heat.Messages,
            Math.Round(heat.MeanBytes),
            entry.Work,
            entry.Side,
            Math.Round(megabytes),
            Math.Round(heat.MeanBytes * 1000 / megabytes)
        );
}

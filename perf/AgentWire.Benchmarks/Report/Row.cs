using AgentWire.Benchmarks.Measuring;

namespace AgentWire.Benchmarks.Report;

/// <summary>A row of the page's table: what the library does, and how many times as fast as others it is.</summary>
/// <param name="Dialect">Whose token stream.</param>
/// <param name="Work">What is done.</param>
/// <param name="Megabytes">Millions of bytes a second.</param>
/// <param name="Nanoseconds">The time of one message.</param>
/// <param name="Serde">How many times as fast as serde_json; null where it does no such work.</param>
/// <param name="SystemTextJson">How many times as fast as System.Text.Json, polymorphic.</param>
internal sealed record Row(
    string Dialect,
    string Work,
    double Megabytes,
    double Nanoseconds,
    double? Serde,
    double? SystemTextJson
)
{
    private static readonly (string Work, string? Theirs)[] Works =
    [
        (Measuring.Works.Read, Measuring.Works.Read),
        (Measuring.Works.Write, Measuring.Works.Write),
        (Measuring.Works.ReadUnknown, null),
        (Measuring.Works.PeekTag, null),
        (Measuring.Works.SerializerRead, Measuring.Works.Read),
    ];

    /// <summary>The rows of one dialect, as far as they were measured.</summary>
    public static IEnumerable<Row> Of(Heat heat) =>
        from work in Works
        where heat.Has(work.Work, SideNames.AgentWire)
        let megabytes = heat.Megabytes(work.Work, SideNames.AgentWire)
        select new Row(
            heat.Corpus,
            work.Work,
            Math.Round(megabytes),
            Math.Round(heat.MeanBytes * 1000 / megabytes),
            Ratio(heat, work, SideNames.Serde),
            Ratio(heat, work, SideNames.Polymorphic)
        );

    private static double? Ratio(Heat heat, (string Work, string? Theirs) work, string side) =>
        work.Theirs is { } theirs && heat.Has(theirs, side)
            ? Math.Round(heat.Ratio((work.Work, SideNames.AgentWire), (theirs, side)), 2)
            : null;
}

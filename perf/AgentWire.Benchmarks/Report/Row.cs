using AgentWire.Benchmarks.Measuring;

namespace AgentWire.Benchmarks.Report;

/// <summary>A row of the table on the page: the kind of work, and how many times as fast as others the library is.</summary>
/// <param name="Dialect">The dialect of the token stream.</param>
/// <param name="Work">The kind of work.</param>
/// <param name="Megabytes">Millions of bytes per second.</param>
/// <param name="Nanoseconds">The time of one message.</param>
/// <param name="Serde">How many times as fast as serde_json, or null if serde_json does not do this work.</param>
/// <param name="SystemTextJson">How many times as fast as polymorphic System.Text.Json.</param>
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
        (Measuring.Works.Expand, null),
        (Measuring.Works.Verify, null),
        (Measuring.Works.Apply, null),
    ];

    /// <summary>Returns the rows of one dialect that were measured.</summary>
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

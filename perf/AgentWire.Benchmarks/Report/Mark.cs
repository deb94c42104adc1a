using System.Text.Json.Serialization;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Report;

/// <summary>A target, and the figure for each corpus.</summary>
/// <param name="Work">The kind of work.</param>
/// <param name="Against">What it is compared with.</param>
/// <param name="Bound">The lowest ratio, or the highest if <paramref name="IsMost"/>.</param>
/// <param name="IsMost">Whether the bound is an upper bound.</param>
/// <param name="Figures">The median ratios.</param>
internal sealed record Mark(string Work, string Against, double Bound, bool IsMost, IReadOnlyList<Figure> Figures)
{
    /// <summary>Returns how many times as good as the mark a figure is.</summary>
    public double Score(Figure figure) => IsMost ? Bound / figure.Ratio : figure.Ratio / Bound;

    [JsonIgnore]
    public double WorstScore => Figures.Min(Score);

    /// <summary>Returns all marks for which something was measured.</summary>
    public static IReadOnlyList<Mark> Of(
        IReadOnlyList<Heat> traffic,
        IReadOnlyList<Heat> large,
        IReadOnlyList<Heat> sizes
    )
    {
        (string, string) read = (Works.Read, SideNames.AgentWire);
        (string, string) write = (Works.Write, SideNames.AgentWire);
        Mark[] marks =
        [
            AtLeast(
                1.4,
                traffic,
                "write, token stream",
                "serde_json `to_writer`",
                write,
                (Works.Write, SideNames.Serde)
            ),
            AtLeast(
                5,
                traffic,
                "write, token stream",
                "System.Text.Json, polymorphic",
                write,
                (Works.Write, SideNames.Polymorphic)
            ),
            AtLeast(1.5, traffic, "read, token stream", "serde_json `from_slice`", read, (Works.Read, SideNames.Serde)),
            AtLeast(
                1.6,
                traffic,
                "read, token stream",
                "System.Text.Json, polymorphic",
                read,
                (Works.Read, SideNames.Polymorphic)
            ),
            AtLeast(
                1,
                traffic,
                "read, unknown variants kept",
                "the same messages as known ones",
                (Works.ReadUnknown, SideNames.AgentWire),
                read
            ),
            AtLeast(
                10,
                [.. traffic.Where(heat => heat.Corpus != "smooth-operator")],
                "peek at the tag, which is first",
                "reading all",
                (Works.PeekTag, SideNames.AgentWire),
                read
            ),
            AtLeast(
                0.7,
                traffic,
                "write through JsonSerializer",
                "the codec directly",
                (Works.SerializerWrite, SideNames.AgentWire),
                write
            ),
            AtLeast(
                1,
                traffic,
                "read through JsonSerializer",
                "System.Text.Json, polymorphic",
                (Works.SerializerRead, SideNames.AgentWire),
                (Works.Read, SideNames.Polymorphic)
            ),
            AtLeast(
                0.45,
                traffic,
                "read through JsonSerializer",
                "the codec directly",
                (Works.SerializerRead, SideNames.AgentWire),
                read
            ),
            AtLeast(1, traffic, "verify an event of AG-UI", "reading it", (Works.Verify, SideNames.AgentWire), read),
            AtLeast(1, traffic, "apply an event of AG-UI", "reading it", (Works.Apply, SideNames.AgentWire), read),
            AtLeast(1, large, "read, large messages", "serde_json `from_slice`", read, (Works.Read, SideNames.Serde)),
            AtLeast(1, large, "write, large messages", "serde_json `to_writer`", write, (Works.Write, SideNames.Serde)),
            AtMost(1.5, sizes, "cost a byte, 1 MB", "16 KB", 16 * LargeMessages.Kilobyte, LargeMessages.Megabyte),
            AtMost(1.5, sizes, "cost a byte, 4 and 16 MB", "1 MB", LargeMessages.Megabyte, LargeMessages.Sizes[^2..]),
        ];
        return [.. marks.Where(mark => mark.Figures.Count > 0)];
    }

    private static Mark AtLeast(
        double bound,
        IReadOnlyList<Heat> heats,
        string work,
        string against,
        (string Work, string Side) ours,
        (string Work, string Side) theirs
    ) =>
        new(
            work,
            against,
            bound,
            IsMost: false,
            [
                .. heats
                    .Where(heat => heat.Has(ours.Work, ours.Side) && heat.Has(theirs.Work, theirs.Side))
                    .Select(heat => new Figure(heat.Corpus, heat.MeanBytes, heat.Ratio(ours, theirs))),
            ]
        );

    private static Mark AtMost(
        double bound,
        IReadOnlyList<Heat> heats,
        string work,
        string against,
        int smallSize,
        params int[] largeSizes
    )
    {
        var pairs =
            from size in largeSizes
            from shape in LargeMessages.Shapes
            from done in (string[])[Works.Read, Works.Write]
            let small = heats.FirstOrDefault(heat => heat.Corpus == LargeMessages.NameOf(shape, smallSize))
            let large = heats.FirstOrDefault(heat => heat.Corpus == LargeMessages.NameOf(shape, size))
            where small is not null && large is not null
            select new Figure(
                $"{large.Corpus}, {done}",
                large.MeanBytes,
                large.NanosecondsPerByte(done, SideNames.AgentWire)
                    / small.NanosecondsPerByte(done, SideNames.AgentWire)
            );
        return new Mark(work, against, bound, IsMost: true, [.. pairs]);
    }
}

/// <summary>The median ratio for a corpus.</summary>
internal sealed record Figure(string Corpus, double MeanBytes, double Ratio);

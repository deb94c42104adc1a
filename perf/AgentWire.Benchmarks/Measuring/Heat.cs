using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Measuring;

/// <summary>Sides with the same messages. In each round every side makes one pass, so that a disturbance affects all of them.</summary>
internal sealed class Heat(string corpus, Messages messages)
{
    private const int WarmUps = 3;

    private readonly List<Contender> _contenders = [];
    private readonly Dictionary<(string Work, string Side), double[]> _seconds = [];

    public string Corpus { get; } = corpus;

    public int Messages { get; } = messages.Count;

    public long Bytes { get; } = messages.Bytes;

    public double MeanBytes => (double)Bytes / Messages;

    public IEnumerable<(string Work, string Side)> Entries => _seconds.Keys;

    public void Add(IEnumerable<Contender> contenders) => _contenders.AddRange(contenders);

    /// <summary>Returns the pass of one contender, so that other code can time it.</summary>
    public Action PassOf(string work, string side)
    {
        Contender found = _contenders.Single(contender => contender.Work == work && contender.Side == side);
        return () => found.Pass();
    }

    public void Run(int rounds, Func<Contender, bool> isWanted)
    {
        _contenders.RemoveAll(contender => !isWanted(contender));
        foreach (Contender contender in _contenders)
        {
            _seconds.Add((contender.Work, contender.Side), new double[rounds]);
        }

        for (int round = -WarmUps; round < rounds; round++)
        {
            foreach (Contender contender in _contenders)
            {
                // No side pays for the garbage of another.
                GC.Collect();
                double seconds = contender.Pass().TotalSeconds;
                if (round >= 0)
                {
                    _seconds[(contender.Work, contender.Side)][round] = seconds;
                }
            }
        }

        // Their messages are no longer needed.
        _contenders.Clear();
    }

    /// <summary>Returns millions of bytes per second: the median of all rounds.</summary>
    public double Megabytes(string work, string side) => Bytes / 1e6 / Median(_seconds[(work, side)]);

    /// <summary>Returns the same for the best round, which is more useful on a busy machine.</summary>
    public double BestMegabytes(string work, string side) => Bytes / 1e6 / _seconds[(work, side)].Min();

    /// <summary>Returns nanoseconds per byte: the median of all rounds.</summary>
    public double NanosecondsPerByte(string work, string side) => Median(_seconds[(work, side)]) * 1e9 / Bytes;

    /// <summary>Returns how many times as fast one side is as another: the median of the ratios of all rounds.</summary>
    public double Ratio((string Work, string Side) one, (string Work, string Side) another) =>
        Median([.. _seconds[one].Zip(_seconds[another], (seconds, others) => others / seconds)]);

    public bool Has(string work, string side) => _seconds.ContainsKey((work, side));

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

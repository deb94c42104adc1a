using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Measuring;

/// <summary>Sides at the same messages: in each round every one of them takes a pass, so that what disturbs one disturbs all.</summary>
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

    /// <summary>One contender's pass, for another to time.</summary>
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
                // Nobody pays for the garbage of another.
                GC.Collect();
                double seconds = contender.Pass().TotalSeconds;
                if (round >= 0)
                {
                    _seconds[(contender.Work, contender.Side)][round] = seconds;
                }
            }
        }

        // Their messages are not needed any more.
        _contenders.Clear();
    }

    /// <summary>In millions of bytes a second, the median of all rounds.</summary>
    public double Megabytes(string work, string side) => Bytes / 1e6 / Median(_seconds[(work, side)]);

    /// <summary>The same of the best round, which on a busy machine says more.</summary>
    public double BestMegabytes(string work, string side) => Bytes / 1e6 / _seconds[(work, side)].Min();

    /// <summary>Nanoseconds a byte, the median of all rounds.</summary>
    public double NanosecondsPerByte(string work, string side) => Median(_seconds[(work, side)]) * 1e9 / Bytes;

    /// <summary>How many times as fast one is as another: the median of the ratios of each round.</summary>
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

namespace AgentWire.Comparison;

/// <summary>Compares two builds until there is a result for all work, or until the time is over.</summary>
/// <param name="loadOld">Loads the build to compare with.</param>
/// <param name="loadPresent">Loads the present build.</param>
/// <param name="time">Measures the time of an action.</param>
/// <param name="warmUp">Called with all work of a load. It runs until the machine code is final.</param>
internal sealed class Meet(
    Func<IReadOnlyList<Work>> loadOld,
    Func<IReadOnlyList<Work>> loadPresent,
    Func<Action, TimeSpan> time,
    Action<IReadOnlyList<Work>> warmUp
)
{
    /// <summary>The lowest accepted ratio of speeds.</summary>
    public const double Bound = 0.97;

    /// <summary>The maximum half-width of the interval.</summary>
    public const double HalfWidth = 0.01;

    private const int Rounds = 48;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(0.4);

    private readonly Dictionary<string, Race> _races = [];

    public IReadOnlyCollection<Race> Races => _races.Values;

    /// <summary>Loads both builds repeatedly.</summary>
    /// <param name="isTimeUp">Called before each pair of loads.</param>
    /// <param name="progress">Called after each pair of loads.</param>
    /// <exception cref="ComparisonException">The builds do not do the same work.</exception>
    public void Run(Func<bool> isTimeUp, Action<IReadOnlyCollection<Race>> progress)
    {
        for (int pair = 0; !isTimeUp() && (pair == 0 || Races.Any(race => !IsSettled(race))); pair++)
        {
            // Only the code of the last pair remains. The build that is loaded first alternates.
            GC.Collect();
            bool presentFirst = pair % 2 == 1;
            IReadOnlyList<Work> first = presentFirst ? loadPresent() : loadOld();
            IReadOnlyList<Work> second = presentFirst ? loadOld() : loadPresent();
            Sample(presentFirst ? second : first, presentFirst ? first : second, presentFirst);
            progress(Races);
        }
    }

    private static bool IsSettled(Race race) => race.IsSettled(Bound, HalfWidth);

    private void Sample(IReadOnlyList<Work> old, IReadOnlyList<Work> present, bool presentFirst)
    {
        (Race Race, Work Old, Work Present)[] open = [.. Match(old, present).Where(match => !IsSettled(match.Race))];
        warmUp([
            .. open.SelectMany(match => presentFirst ? [match.Present, match.Old] : new[] { match.Old, match.Present }),
        ]);
        TimeSpan[,][] times = new TimeSpan[open.Length, 2][];
        for (int i = 0; i < open.Length; i++)
        {
            (times[i, 0], times[i, 1]) = (new TimeSpan[Rounds], new TimeSpan[Rounds]);
            if (open[i].Race.Passes == 0)
            {
                open[i].Race.Passes = Calibrate(open[i].Old);
            }
        }

        // The order alternates between A B and B A, so that a drift of the machine cancels out.
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < open.Length; i++)
            {
                (Race race, Work oldWork, Work presentWork) = open[i];
                for (int turn = 0; turn < 2; turn++)
                {
                    int side = (round + turn) % 2;
                    times[i, side][round] = Time(side == 0 ? oldWork : presentWork, race.Passes);
                }
            }
        }

        Dictionary<string, double> ofPresent = [];
        for (int i = 0; i < open.Length; i++)
        {
            Race race = open[i].Race;
            TimeSpan presentTime = Quartile(times[i, 1]);
            race.Add(Math.Log(Quartile(times[i, 0]) / presentTime));
            race.Allocation = Allocation(open[i].Old, open[i].Present);
            ofPresent.Add(race.Name, presentTime.TotalSeconds / race.Passes);
        }

        foreach ((Race race, _, _) in open)
        {
            if (race.Baseline is not null && ofPresent.TryGetValue(race.Baseline, out double usual))
            {
                race.AddCost(Math.Log(ofPresent[race.Name] / usual));
            }
        }
    }

    private IEnumerable<(Race Race, Work Old, Work Present)> Match(IReadOnlyList<Work> old, IReadOnlyList<Work> present)
    {
        // The present build can have dialects that the other one does not have.
        foreach (Work oldWork in old)
        {
            Work? presentWork = present.SingleOrDefault(work => work.Name == oldWork.Name);
            if (presentWork?.Bytes != oldWork.Bytes)
            {
                throw new ComparisonException(
                    $"The builds do not do the same work: {oldWork.Name} has {oldWork.Bytes} bytes in the old build and {presentWork?.Bytes ?? 0} in the present one."
                );
            }

            if (!_races.TryGetValue(oldWork.Name, out Race? race))
            {
                race = new Race(oldWork.Name, presentWork.Baseline);
                _races.Add(race.Name, race);
            }

            yield return (race, oldWork, presentWork);
        }
    }

    /// <summary>
    /// Returns the first quartile. Disturbances only make a turn longer, and on a busy machine they affect more than half of the turns.
    /// The shortest turn, however, is also an exception.
    /// </summary>
    private static TimeSpan Quartile(TimeSpan[] times)
    {
        Array.Sort(times);
        return times[times.Length / 4];
    }

    private int Calibrate(Work work)
    {
        int passes = 1;
        while (Enumerable.Range(0, 5).Min(_ => Time(work, passes)) < Turn)
        {
            passes = (passes * 5 / 4) + 1;
        }

        return passes;
    }

    private TimeSpan Time(Work work, int passes) => time(() => work.Pass(passes));

    private static double? Allocation(Work old, Work present)
    {
        long oldBytes = Allocated(old);
        long presentBytes = Allocated(present);
        return oldBytes == 0 && presentBytes == 0 ? null : (double)presentBytes / oldBytes;
    }

    private static long Allocated(Work work)
    {
        long start = GC.GetAllocatedBytesForCurrentThread();
        work.Pass(1);
        return GC.GetAllocatedBytesForCurrentThread() - start;
    }
}

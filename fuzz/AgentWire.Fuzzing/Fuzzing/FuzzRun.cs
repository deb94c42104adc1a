using System.Diagnostics;
using AgentWire.Fuzzing.Corpus;
using AgentWire.Fuzzing.Mutation;

namespace AgentWire.Fuzzing.Fuzzing;

/// <summary>The plan of a run: the inputs by number, or as many as fit into the time.</summary>
internal sealed record FuzzPlan(ulong Seed, long First, long Inputs, TimeSpan Time, int Threads);

/// <summary>The result of a run.</summary>
internal sealed record FuzzResult(
    long Inputs,
    TimeSpan Time,
    TimeSpan Slowest,
    IReadOnlyDictionary<WireErrorCode, long> Verdicts,
    IReadOnlyList<FuzzFinding> Findings
);

/// <summary>Runs mutated inputs through every codec, on several threads, until the plan is complete or there are many findings.</summary>
internal sealed class FuzzRun(SeedCorpus corpus, FuzzPlan plan, Func<WireCodec, FuzzTarget> targetOf)
{
    private const int Block = 1024;
    private const int MostFindings = 20;

    /// <summary>An input that takes longer is tried again, to distinguish a slow input from a busy machine.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    /// <summary>An input that takes longer is considered hung.</summary>
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly List<FuzzFinding> _findings = [];
    private readonly Stopwatch _clock = new();
    private long _next = plan.First;
    private long _done;

    /// <summary>Called once a minute.</summary>
    public Action<long, TimeSpan> Progress { get; init; } = (_, _) => { };

    public FuzzResult Run()
    {
        _clock.Start();
        Worker[] workers = [.. Enumerable.Range(0, plan.Threads).Select(_ => new Worker(this))];
        TimeSpan due = Minute;
        while (!workers.All(worker => worker.Join(TimeSpan.FromSeconds(1) / workers.Length)))
        {
            if (_clock.Elapsed > due)
            {
                Progress(Interlocked.Read(ref _done), _clock.Elapsed);
                due += Minute;
            }

            if (workers.FirstOrDefault(worker => worker.IsHung) is { } hung)
            {
                Add(hung.Describe("it hangs"));
                break;
            }
        }

        return new(
            Interlocked.Read(ref _done),
            _clock.Elapsed,
            workers.Max(worker => worker.Slowest),
            Enum.GetValues<WireErrorCode>()
                .ToDictionary(code => code, code => workers.Sum(worker => worker.Verdicts[(int)code])),
            _findings
        );
    }

    private bool TryTake(out long first, out long last)
    {
        first = Interlocked.Add(ref _next, Block) - Block;
        last = Math.Min(first + Block, plan.First + plan.Inputs);
        return first < last && _clock.Elapsed < plan.Time && _findings.Count < MostFindings;
    }

    private void Add(FuzzFinding finding)
    {
        lock (_findings)
        {
            _findings.Add(finding);
        }
    }

    private sealed class Worker
    {
        private readonly FuzzRun _run;
        private readonly Mutator _mutator;
        private readonly Dictionary<WireCodec, FuzzTarget> _targets;
        private readonly Thread _thread;
        private long _number;
        private long _started = Stopwatch.GetTimestamp();

        public Worker(FuzzRun run)
        {
            _run = run;
            _mutator = new(run.Corpus, run.Seed);
            _targets = run
                .Corpus.Dialects.SelectMany(dialect => dialect.Dialect.Types)
                .ToDictionary(codec => codec, run.TargetOf);
            _thread = new(Work) { IsBackground = true };
            _thread.Start();
        }

        public long[] Verdicts { get; } = new long[Enum.GetValues<WireErrorCode>().Length];

        public TimeSpan Slowest { get; private set; }

        public bool IsHung => _thread.IsAlive && Stopwatch.GetElapsedTime(Volatile.Read(ref _started)) > Hung;

        public bool Join(TimeSpan time) => _thread.Join(time);

        /// <summary>Describes the current input, which is created again.</summary>
        public FuzzFinding Describe(string what)
        {
            Mutator mutator = new(_run.Corpus, _run.Seed);
            long number = Volatile.Read(ref _number);
            WireCodec codec = mutator.Make(number);
            return new(number, codec, mutator.Input.ToArray(), what);
        }

        private void Work()
        {
            while (_run.TryTake(out long first, out long last))
            {
                for (long number = first; number < last; number++)
                {
                    Volatile.Write(ref _number, number);
                    Try(number);
                }

                Interlocked.Add(ref _run._done, last - first);
            }
        }

        private void Try(long number)
        {
            WireCodec codec = _mutator.Make(number);
            try
            {
                TimeSpan time = Time(codec, number, out WireErrorCode verdict);
                for (int again = 0; again < 3 && time > Slow; again++)
                {
                    TimeSpan other = Time(codec, number, out _);
                    time = other < time ? other : time;
                }

                Verdicts[(int)verdict]++;
                Slowest = time > Slowest ? time : Slowest;
                if (time > Slow)
                {
                    _run.Add(Describe($"it takes {time.TotalMilliseconds:0} ms"));
                }
            }
            catch (Exception e)
            {
                _run.Add(Describe(e is BrokenPromiseException ? e.Message : e.ToString()));
            }
        }

        private TimeSpan Time(WireCodec codec, long number, out WireErrorCode verdict)
        {
            long started = Stopwatch.GetTimestamp();
            Volatile.Write(ref _started, started);
            verdict = _targets[codec].Check(_mutator.Input, number);
            return Stopwatch.GetElapsedTime(started);
        }
    }

    private SeedCorpus Corpus => corpus;

    private ulong Seed => plan.Seed;

    private FuzzTarget TargetOf(WireCodec codec) => targetOf(codec);
}

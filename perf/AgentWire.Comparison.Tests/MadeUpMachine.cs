namespace AgentWire.Comparison.Tests;

/// <summary>
/// Builds and a machine to run them on, with a clock of its own. Each load of a build is a little faster or slower than the
/// next, the machine gets slower all the time, and now and then something disturbs a turn.
/// </summary>
/// <param name="slowdown">How many times as long the present build takes.</param>
/// <param name="seed">The noise.</param>
internal sealed class MadeUpMachine(double slowdown, int seed)
{
    private readonly Random _random = new(seed);
    private double _seconds;

    public TimeSpan Time(Action work)
    {
        double start = _seconds;
        work();
        return TimeSpan.FromSeconds(_seconds - start);
    }

    public IReadOnlyList<Work> LoadOld() => Load(1);

    public IReadOnlyList<Work> LoadPresent() => Load(slowdown);

    private IReadOnlyList<Work> Load(double factor)
    {
        // Two groups of loads, 3 % apart.
        double placement = _random.Next(2) == 0 ? 1 : 1.03;
        return [new Work("work", 1, passes => _seconds += passes * 1e-4 * factor * placement * Noise())];
    }

    private double Noise()
    {
        double drift = 1 + (_seconds / 100);
        double disturbance = _random.Next(3) == 0 ? 1 + _random.NextDouble() : 1;
        return drift * disturbance * (1 + (0.02 * _random.NextDouble()));
    }
}

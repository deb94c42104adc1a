namespace AgentWire.Comparison.Tests;

/// <summary>
/// Simulated builds and a machine with its own clock. Each load of a build is slightly faster or slower than the next, the machine
/// becomes slower all the time, and sometimes a disturbance affects a turn.
/// </summary>
/// <param name="slowdown">How many times as long the present build takes.</param>
/// <param name="seed">The seed of the noise.</param>
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

    /// <summary>Loads a build with work that takes 1.2 times as long for unusual input as for usual input.</summary>
    public IReadOnlyList<Work> LoadUnusual()
    {
        double placement = Placement();
        return [Create("usual", placement), Create("unusual", 1.2 * placement, "usual")];
    }

    public IReadOnlyList<Work> LoadPresent() => Load(slowdown);

    private IReadOnlyList<Work> Load(double factor) => [Create("work", factor * Placement())];

    // Two groups of loads, 3 % apart.
    private double Placement() => _random.Next(2) == 0 ? 1 : 1.03;

    private Work Create(string name, double factor, string? baseline = null) =>
        new(name, 1, passes => _seconds += passes * 1e-4 * factor * Noise(), baseline);

    private double Noise()
    {
        double drift = 1 + (_seconds / 100);
        double disturbance = _random.Next(3) == 0 ? 1 + _random.NextDouble() : 1;
        return drift * disturbance * (1 + (0.02 * _random.NextDouble()));
    }
}

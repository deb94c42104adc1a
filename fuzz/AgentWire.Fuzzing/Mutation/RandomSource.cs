namespace AgentWire.Fuzzing.Mutation;

/// <summary>SplitMix64. It returns the same numbers for the same seed on every runtime, so that a run can be repeated.</summary>
internal struct RandomSource
{
    private ulong _state;

    /// <param name="seed">The seed of the run.</param>
    /// <param name="number">The number of the input in the run. Each input has its own random numbers.</param>
    public RandomSource(ulong seed, long number)
    {
        _state = seed;
        _state = Next() ^ (ulong)number;
        _state = Next();
    }

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Returns a number from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)((Next() >> 32) * (uint)count >> 32);

    public bool OneIn(int count) => Below(count) == 0;

    public T From<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public T From<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}

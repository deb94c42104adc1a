namespace AgentWire.Fuzzing.Mutation;

/// <summary>SplitMix64: the same numbers for the same seed on every runtime, for ever, which is what repeats a run.</summary>
internal struct RandomSource
{
    private ulong _state;

    /// <param name="seed">The run's seed.</param>
    /// <param name="number">The input's number in the run: each input has numbers of its own.</param>
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

    /// <summary>From 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)((Next() >> 32) * (uint)count >> 32);

    public bool OneIn(int count) => Below(count) == 0;

    public T From<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public T From<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}

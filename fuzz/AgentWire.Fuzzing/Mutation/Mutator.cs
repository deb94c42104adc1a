using AgentWire.Fuzzing.Corpus;

namespace AgentWire.Fuzzing.Mutation;

/// <summary>Makes the inputs of a run, each from the run's seed and its own number alone. For one thread.</summary>
internal sealed class Mutator(SeedCorpus corpus, ulong seed)
{
    private const int Short = 2048;

    private readonly EditBuffer _buffer = new();
    private readonly StructureMutations _structure = new();

    /// <summary>The input that was made last.</summary>
    public ReadOnlySpan<byte> Input => _buffer.Bytes;

    /// <summary>Makes the input of a number.</summary>
    /// <returns>What it is to be read as.</returns>
    public WireCodec Make(long number)
    {
        RandomSource random = new(seed, number);
        DialectSeeds dialect = random.From(corpus.Dialects);
        Seed start = PickSeed(ref random, dialect);
        _buffer.Set(start.Message);
        int edits = 1;
        while (edits < 6 && random.Below(5) < 2)
        {
            edits++;
        }

        for (; edits > 0; edits--)
        {
            byte[] other = PickSeed(ref random, dialect).Message;
            if (random.OneIn(3) || !_structure.Apply(_buffer, ref random, dialect, other))
            {
                ByteMutations.Apply(_buffer, ref random, other);
            }
        }

        return random.OneIn(32) ? random.From(dialect.Dialect.Types) : start.Codec;
    }

    /// <summary>Seldom a long one, which takes the time of many.</summary>
    private static Seed PickSeed(ref RandomSource random, DialectSeeds dialect)
    {
        Seed seed = random.From<Seed>(dialect.Seeds);
        return seed.Message.Length <= Short || random.OneIn(16) ? seed : random.From<Seed>(dialect.Seeds);
    }
}

using AgentWire.Fuzzing.Corpus;

namespace AgentWire.Fuzzing.Mutation;

/// <summary>Creates the inputs of a run. Each input depends only on the seed of the run and its own number. For one thread.</summary>
internal sealed class Mutator(SeedCorpus corpus, ulong seed)
{
    private const int Short = 2048;

    private readonly EditBuffer _buffer = new();
    private readonly StructureMutations _structure = new();

    /// <summary>Gets the most recent input.</summary>
    public ReadOnlySpan<byte> Input => _buffer.Bytes;

    /// <summary>Creates the input with a number.</summary>
    /// <returns>The codec that reads it.</returns>
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

    /// <summary>Picks a seed. Long seeds are rare, because they take as long as many others.</summary>
    private static Seed PickSeed(ref RandomSource random, DialectSeeds dialect)
    {
        Seed seed = random.From<Seed>(dialect.Seeds);
        return seed.Message.Length <= Short || random.OneIn(16) ? seed : random.From<Seed>(dialect.Seeds);
    }
}

namespace AgentWire.Fuzzing.Peers;

/// <summary>An input, and the type that it is read as.</summary>
internal sealed record Question(WireCodec Codec, byte[] Input)
{
    public string Dialect => Codec.Dialect;

    public string Type => Codec.TypeName;
}

internal enum Verdict
{
    Refuses,
    Accepts,

    /// <summary>It failed for the input, as some validators do.</summary>
    Fails,

    /// <summary>It does not know the type.</summary>
    Skips,
}

/// <summary>The answer to a question about an input.</summary>
/// <param name="Verdict">Whether the input is read.</param>
/// <param name="Output">The bytes that are written for it, or null if there are none.</param>
internal sealed record Answer(Verdict Verdict, byte[]? Output = null)
{
    public static readonly Answer Refuses = new(Verdict.Refuses);
    public static readonly Answer Accepts = new(Verdict.Accepts);
    public static readonly Answer Fails = new(Verdict.Fails);
    public static readonly Answer Skips = new(Verdict.Skips);
}

/// <summary>Another program that reads or validates messages.</summary>
internal abstract class Peer : IDisposable
{
    public abstract string Name { get; }

    /// <summary>Answers all questions, in their order.</summary>
    public abstract Answer[] Ask(IReadOnlyList<Question> questions);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Messages as bytes, and as the values that they read as.</summary>
internal sealed class Corpus<T>
    where T : notnull
{
    private Corpus(string name, WireCodec<T> codec, Messages messages)
    {
        Name = name;
        Codec = codec;
        Messages = messages;
        Values = new T[messages.Count];
        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] = codec.Read(messages[i]);
        }
    }

    public string Name { get; }

    public WireCodec<T> Codec { get; }

    public Messages Messages { get; }

    public T[] Values { get; }

    /// <summary>Writes messages until they have a number of bytes.</summary>
    public static Corpus<T> Write(string name, WireCodec<T> codec, IEnumerable<T> messages, int bytes) =>
        new(name, codec, Messages.Write(messages, bytes, codec.Write));
}

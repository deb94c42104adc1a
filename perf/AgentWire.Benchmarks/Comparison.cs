using AgentWire.AgUi;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Sides;
using AgentWire.Benchmarks.Traffic;
using AgentWire.Synaps;
using AgentWire.Walrus;

namespace AgentWire.Benchmarks;

/// <summary>Creates the heats, each when it is needed.</summary>
internal sealed class Comparison(SerdeSide? serde, int corpusBytes)
{
    private const string ServerMessage = "ServerMessage";

    /// <summary>Creates the token streams of all dialects.</summary>
    public IEnumerable<Heat> Traffic(Func<string, bool> isWanted) =>
        DialectTraffic
            .All.Where(dialect => isWanted(dialect.Name))
            .Select(dialect => dialect.Prepare(corpusBytes, serde));

    /// <summary>Creates large messages, one in each heat.</summary>
    public IEnumerable<Heat> Large(Func<string, bool> isWanted)
    {
        foreach ((string name, string piece) in LargeMessages.Texts.Where(text => isWanted(text.Name)))
        {
            yield return Large(name, "walrus", WalrusWire.Server, LargeMessages.Text(piece, LargeMessages.Megabyte));
        }

        if (isWanted("list-10000"))
        {
            yield return Large("list-10000", "walrus", WalrusWire.Server, LargeMessages.List(10_000));
        }

        if (isWanted("opaque"))
        {
            yield return Large("opaque", "synaps", SynapsWire.Server, LargeMessages.Opaque(LargeMessages.Megabyte));
        }
    }

    /// <summary>Creates the same shapes in increasing sizes.</summary>
    public IEnumerable<Heat> Sizes()
    {
        foreach (int size in LargeMessages.Sizes)
        {
            string piece = LargeMessages.Texts[^1].Piece;
            yield return Grown("text", WalrusWire.Server, LargeMessages.Text(piece, size), size);
            yield return Grown("list", WalrusWire.Server, LargeMessages.List(size / 240), size);
            yield return Grown(
                "messages",
                AgUiWire.Server,
                LargeMessages.Messages(size - LargeMessages.Kilobyte),
                size
            );
            yield return Grown("opaque", SynapsWire.Server, LargeMessages.Opaque(size - LargeMessages.Kilobyte), size);
        }
    }

    private Heat Large<T>(string name, string dialect, WireCodec<T> codec, T message)
        where T : notnull
    {
        Corpus<T> corpus = Corpus<T>.Write(name, codec, Forever(message), corpusBytes / 2);
        Heat heat = new(corpus.Name, corpus.Messages);
        heat.Add(AgentWireSide.ReadAndWrite(corpus));
        heat.Add(serde?.ReadAndWrite(corpus, dialect, ServerMessage) ?? []);
        return heat;
    }

    private Heat Grown<T>(string shape, WireCodec<T> codec, T message, int size)
        where T : notnull
    {
        string name = LargeMessages.NameOf(shape, size);
        Corpus<T> corpus = Corpus<T>.Write(name, codec, Forever(message), corpusBytes / 2);
        Heat heat = new(corpus.Name, corpus.Messages);
        heat.Add(AgentWireSide.ReadAndWrite(corpus));
        return heat;
    }

    private static IEnumerable<T> Forever<T>(T message)
    {
        while (true)
        {
            yield return message;
        }
    }
}

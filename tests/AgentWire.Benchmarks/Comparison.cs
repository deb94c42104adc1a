using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Mirrors.Cinch;
using AgentWire.Benchmarks.Mirrors.SmoothOperator;
using AgentWire.Benchmarks.Mirrors.Synaps;
using AgentWire.Benchmarks.Mirrors.SystemPrompt;
using AgentWire.Benchmarks.Mirrors.Walrus;
using AgentWire.Benchmarks.Sides;
using AgentWire.Benchmarks.Traffic;
using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

namespace AgentWire.Benchmarks;

/// <summary>All sides in one run, heat after heat.</summary>
internal sealed class Comparison(
    SerdeSide serde,
    int rounds,
    int corpusBytes,
    Func<Contender, bool> isWantedContender,
    Action<Heat> report
)
{
    private const int Seed = 20_261_121;
    private const int Kilobyte = 1024;
    private const int Megabyte = 1024 * Kilobyte;

    /// <summary>The sizes of which the cost a byte is compared.</summary>
    public static readonly int[] Sizes =
    [
        16 * Kilobyte,
        128 * Kilobyte,
        Megabyte,
        4 * Megabyte,
        16 * Megabyte - Kilobyte,
    ];

    /// <summary>The token streams of all dialects.</summary>
    public void RunTraffic(Func<string, bool> isWanted)
    {
        Traffic<Walrus.ServerMessage, Mirrors.Walrus.ServerMessage>(
            "walrus",
            WalrusWire.Server,
            WalrusTraffic.Turn,
            WalrusContext.Default,
            WalrusWire.TypeInfoResolver,
            "ServerMessage"
        );
        Traffic<Cinch.ServerMessage, Mirrors.Cinch.ServerMessage>(
            "cinch",
            CinchWire.Server,
            CinchTraffic.Turn,
            CinchContext.Default,
            CinchWire.TypeInfoResolver,
            "ServerMessage"
        );
        Traffic<Synaps.ServerMessage, Mirrors.Synaps.ServerMessage>(
            "synaps",
            SynapsWire.Server,
            SynapsTraffic.Turn,
            SynapsContext.Default,
            SynapsWire.TypeInfoResolver,
            "ServerMessage"
        );
        Traffic<SmoothOperator.ServerEvent, Mirrors.SmoothOperator.ServerEvent>(
            "smooth-operator",
            SmoothOperatorWire.Server,
            SmoothOperatorTraffic.Turn,
            SmoothOperatorContext.Default,
            SmoothOperatorWire.TypeInfoResolver,
            "Event"
        );
        Traffic<SystemPrompt.AgUiEvent, Mirrors.SystemPrompt.AgUiEvent>(
            "systemprompt",
            SystemPromptWire.Server,
            SystemPromptTraffic.Turn,
            SystemPromptContext.Default,
            SystemPromptWire.TypeInfoResolver,
            "AgUiEvent"
        );

        void Traffic<T, TMirror>(
            string dialect,
            WireCodec<T> codec,
            Func<Prose, IEnumerable<T>> turn,
            JsonSerializerContext mirror,
            IJsonTypeInfoResolver resolver,
            string serdeType
        )
            where T : notnull
            where TMirror : class
        {
            if (!isWanted(dialect))
            {
                return;
            }

            Prose prose = new(Seed);
            Corpus<T> corpus = Corpus<T>.Write(dialect, codec, Turns(() => turn(prose)), corpusBytes);
            IEnumerable<Contender> contenders =
            [
                .. AgentWireSide.ReadAndWrite(corpus),
                .. serde.ReadAndWrite(corpus, dialect, serdeType),
                .. dialect == "smooth-operator"
                    ? serde.ReadAndWrite(corpus, dialect, "ServerEvent", SideNames.SerdeValue)
                    : [],
                .. new SystemTextJsonSide<TMirror>(mirror).ReadAndWrite(corpus),
                .. LimitSide.Read(corpus),
                AgentWireSide.ReadUnknown(corpus),
                AgentWireSide.PeekTag(corpus),
                .. AgentWireSide.Serializer(corpus, resolver),
            ];
            Run(corpus, contenders);
        }
    }

    /// <summary>Large messages, each by itself.</summary>
    public void RunLarge()
    {
        foreach ((string name, string piece) in LargeMessages.Texts)
        {
            Large(name, "walrus", WalrusWire.Server, LargeMessages.Text(piece, Megabyte));
        }

        Large("list-10000", "walrus", WalrusWire.Server, LargeMessages.List(10_000));
        Large("opaque", "synaps", SynapsWire.Server, LargeMessages.Opaque(Megabyte));
    }

    /// <summary>The same shapes in growing sizes.</summary>
    public void RunSizes()
    {
        foreach (int size in Sizes)
        {
            Grown("text", WalrusWire.Server, LargeMessages.Text(LargeMessages.Texts[^1].Piece, size), size);
            Grown("list", WalrusWire.Server, LargeMessages.List(size / 240), size);
            Grown("opaque", SynapsWire.Server, LargeMessages.Opaque(size - Kilobyte), size);
        }
    }

    private void Large<T>(string name, string dialect, WireCodec<T> codec, T message)
        where T : notnull
    {
        Corpus<T> corpus = Corpus<T>.Write(name, codec, Turns<T>(() => [message]), corpusBytes / 2);
        Run(corpus, [.. AgentWireSide.ReadAndWrite(corpus), .. serde.ReadAndWrite(corpus, dialect, "ServerMessage")]);
    }

    private void Grown<T>(string shape, WireCodec<T> codec, T message, int size)
        where T : notnull
    {
        Corpus<T> corpus = Corpus<T>.Write(
            $"{shape}-{size / Kilobyte}k",
            codec,
            Turns<T>(() => [message]),
            Math.Max(corpusBytes / 2, 1)
        );
        Run(corpus, AgentWireSide.ReadAndWrite(corpus));
    }

    private void Run<T>(Corpus<T> corpus, IEnumerable<Contender> contenders)
        where T : notnull
    {
        Heat heat = new(corpus.Name, corpus.Count, corpus.Bytes);
        foreach (Contender contender in contenders.Where(isWantedContender))
        {
            heat.Add(contender);
        }

        heat.Run(rounds);
        report(heat);
    }

    private static IEnumerable<T> Turns<T>(Func<IEnumerable<T>> turn)
    {
        while (true)
        {
            foreach (T message in turn())
            {
                yield return message;
            }
        }
    }
}

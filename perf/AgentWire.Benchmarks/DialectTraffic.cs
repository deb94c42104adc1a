using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.AgUi;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Mirrors.AgUi;
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

/// <summary>A token stream of a dialect, and all sides that support it.</summary>
internal abstract class DialectTraffic(string name)
{
    private const int Seed = 20_261_121;

    public static readonly IReadOnlyList<DialectTraffic> All =
    [
        new Of<Walrus.ServerMessage, Mirrors.Walrus.ServerMessage>(
            "walrus",
            WalrusWire.Server,
            WalrusTraffic.Turn,
            WalrusContext.Default,
            WalrusWire.TypeInfoResolver,
            "ServerMessage"
        ),
        new Of<Cinch.ServerMessage, Mirrors.Cinch.ServerMessage>(
            "cinch",
            CinchWire.Server,
            CinchTraffic.Turn,
            CinchContext.Default,
            CinchWire.TypeInfoResolver,
            "ServerMessage"
        ),
        new Of<Synaps.ServerMessage, Mirrors.Synaps.ServerMessage>(
            "synaps",
            SynapsWire.Server,
            SynapsTraffic.Turn,
            SynapsContext.Default,
            SynapsWire.TypeInfoResolver,
            "ServerMessage"
        ),
        new Of<SmoothOperator.ServerEvent, Mirrors.SmoothOperator.ServerEvent>(
            "smooth-operator",
            SmoothOperatorWire.Server,
            SmoothOperatorTraffic.Turn,
            SmoothOperatorContext.Default,
            SmoothOperatorWire.TypeInfoResolver,
            "Event",
            serdeValueType: "ServerEvent"
        ),
        new Of<SystemPrompt.AgUiEvent, Mirrors.SystemPrompt.AgUiEvent>(
            "systemprompt",
            SystemPromptWire.Server,
            SystemPromptTraffic.Turn,
            SystemPromptContext.Default,
            SystemPromptWire.TypeInfoResolver,
            "AgUiEvent"
        ),
        new Of<AgUi.Event, Mirrors.AgUi.Event>(
            "ag-ui",
            AgUiWire.Server,
            AgUiTraffic.Turn,
            AgUiContext.Default,
            AgUiWire.TypeInfoResolver,
            serdeType: null
        ),
    ];

    public string Name { get; } = name;

    /// <summary>Creates the messages, and runs each side once.</summary>
    public abstract Heat Prepare(int bytes, SerdeSide? serde);

    private sealed class Of<T, TMirror>(
        string name,
        WireCodec<T> codec,
        Func<Prose, IEnumerable<T>> turn,
        JsonSerializerContext mirror,
        IJsonTypeInfoResolver resolver,
        string? serdeType,
        string? serdeValueType = null
    ) : DialectTraffic(name)
        where T : notnull
        where TMirror : class
    {
        public override Heat Prepare(int bytes, SerdeSide? serde)
        {
            Corpus<T> corpus = Corpus<T>.Write(Name, codec, Turns(), bytes);
            Heat heat = new(corpus.Name, corpus.Messages);
            heat.Add(AgentWireSide.ReadAndWrite(corpus));
            if (serdeType is not null)
            {
                heat.Add(serde?.ReadAndWrite(corpus, Name, serdeType) ?? []);
            }

            if (serdeValueType is not null)
            {
                heat.Add(serde?.ReadAndWrite(corpus, Name, serdeValueType, SideNames.SerdeValue) ?? []);
            }

            heat.Add(new SystemTextJsonSide<TMirror>(mirror).ReadAndWrite(corpus));
            if (corpus is Corpus<Walrus.ServerMessage> walrus)
            {
                heat.Add(HandWrittenSide.ReadAndWrite(walrus));
            }

            if (corpus is Corpus<AgUi.Event> run)
            {
                heat.Add(RunSide.Follow(run));
            }

            heat.Add(LimitSide.Read(corpus.Messages));
            heat.Add([AgentWireSide.ReadUnknown(corpus), AgentWireSide.PeekTag(codec, corpus.Messages)]);
            heat.Add(SerializerSide.AgentWire(corpus, resolver));
            heat.Add(SerializerSide.Idle(corpus.Messages));
            return heat;
        }

        private IEnumerable<T> Turns()
        {
            Prose prose = new(Seed);
            while (true)
            {
                foreach (T message in turn(prose))
                {
                    yield return message;
                }
            }
        }
    }
}

using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using AgentWire.Cinch;
using AgentWire.Clients;
using AgentWire.SmoothOperator;
using AgentWire.Streaming;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
using WalrusMessage = AgentWire.Walrus.ServerMessage;

namespace AgentWire.Samples.Follow;

/// <summary>Follows a dialect over the transport of its servers.</summary>
internal static class Follower
{
    public static IReadOnlyList<string> Dialects { get; } =
    ["walrus", "cinch", "smooth-operator", "systemprompt", "synaps"];

    public static Task FollowAsync(string dialect, string address, Screen screen, CancellationToken stop) =>
        dialect switch
        {
            "walrus" when !address.StartsWith("http", StringComparison.Ordinal) => screen.ShowAsync(
                WalrusWire.Server,
                Replies(address, stop),
                Said
            ),
            "walrus" => screen.ShowAsync(
                WalrusWire.Server,
                Body(address + "/walrus", WireFraming.NewlineDelimited, WalrusWire.Server, stop),
                Said
            ),
            "systemprompt" => screen.ShowAsync(
                SystemPromptWire.Server,
                Body(address + "/systemprompt", WireFraming.ServerSentEvents, SystemPromptWire.Server, stop),
                message => (message as AgUiEvent.TextMessageContent)?.Delta
            ),
            "cinch" => screen.ShowAsync(
                CinchWire.Server,
                Socket(address + "/cinch", CinchWire.Server, stop),
                message => (message as Cinch.ServerMessage.TextDelta)?.Delta
            ),
            "smooth-operator" => screen.ShowAsync(
                SmoothOperatorWire.Server,
                Socket(address + "/smooth-operator", SmoothOperatorWire.Server, stop),
                message => (message as ServerEvent.StreamToken)?.Token
            ),
            "synaps" => screen.ShowAsync(
                SynapsWire.Server,
                Socket(address + "/synaps", SynapsWire.Server, stop),
                message => (message as Synaps.ServerMessage.Text)?.Content
            ),
            _ => throw new ArgumentException($"There is no dialect '{dialect}'.", nameof(dialect)),
        };

    /// <summary>Reads messages from the body of a response: server-sent events or lines.</summary>
    private static async IAsyncEnumerable<T> Body<T>(
        string address,
        WireFraming framing,
        WireCodec<T> codec,
        [EnumeratorCancellation] CancellationToken stop
    )
        where T : notnull
    {
        using HttpClient http = new();
        Stream body = await http.GetStreamAsync(new Uri(address), stop);
        await using WireStreamReader<T> reader = WireStreamReader.Create(body, framing, codec);
        await foreach (T message in reader.ReadAllAsync(stop))
        {
            yield return message;
        }
    }

    /// <summary>Reads messages from a WebSocket.</summary>
    private static async IAsyncEnumerable<T> Socket<T>(
        string address,
        WireCodec<T> codec,
        [EnumeratorCancellation] CancellationToken stop
    )
        where T : notnull
    {
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal)), stop);
        await using WireStreamReader<T> reader = WireStreamReader.Create(socket, codec);
        await foreach (T message in reader.ReadAllAsync(stop))
        {
            yield return message;
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop);
    }

    /// <summary>Sends the requests of the recorded session to the Unix socket of walrus, and returns the replies.</summary>
    private static async IAsyncEnumerable<WalrusMessage> Replies(
        string path,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await using WalrusClient client = await WalrusClient.ConnectAsync(path, cancellationToken: stop);
        await using WireStreamReader<Walrus.ClientMessage> requests = WireStreamReader.Create(
            typeof(Follower).Assembly.GetManifestResourceStream("requests")!,
            WireFraming.NewlineDelimited,
            WalrusWire.Client
        );
        await foreach (Walrus.ClientMessage request in requests.ReadAllAsync(stop))
        {
            await foreach (WalrusMessage message in client.RequestAsync(request, stop))
            {
                yield return message;
            }
        }
    }

    private static string? Said(WalrusMessage message) =>
        message is WalrusMessage.Stream { Event: StreamEvent.Chunk chunk } ? chunk.Content : null;
}

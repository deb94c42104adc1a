using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;

namespace AgentWire.AspNetCore.Tests;

/// <summary>Serves messages of types that have no schema, only metadata of System.Text.Json.</summary>
public sealed class OwnTypeTests
{
    private const string One = """{"Text":"one","Number":1}""";
    private const string Two = """{"Text":"two","Number":2}""";

    private static readonly WireCodec<Note> Codec = WireCodec.FromJsonTypeInfo(
        (JsonTypeInfo<Note>)
            new JsonSerializerOptions
            {
                WriteIndented = true,
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            }.GetTypeInfo(typeof(Note))
    );

    [Fact]
    public async Task They_are_sent_as_server_sent_events()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.ServerSentEvents(Codec, Messages())
        );
        (await server.Http.GetStringAsync("/")).ShouldBe($"data: {One}\n\ndata: {Two}\n\n");
    }

    [Fact]
    public async Task They_are_sent_as_newline_delimited_JSON()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.NewlineDelimited(Codec, Messages())
        );
        (await server.Http.GetStringAsync("/")).ShouldBe($"{One}\n{Two}\n");
    }

    [Fact]
    public async Task They_are_sent_and_received_over_a_WebSocket_and_an_unreadable_one_closes_it()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(app =>
        {
            app.UseWebSockets();
            app.MapWireWebSocket("/notes", Codec, Codec, EchoAsync);
        });
        using ClientWebSocket client = await server.ConnectAsync(path: "/notes");
        await client.SendTextAsync(" { \"Number\": 2, \"Text\": \"two\" }");
        (await client.ReceiveTextAsync()).ShouldBe(Two);
        await client.SendTextAsync("""{"Text":[]}""");
        WebSocketReceiveResult end = await client.ReceiveAsync(new byte[256], Limits.Token);
        end.CloseStatus.ShouldBe(WebSocketCloseStatus.InvalidPayloadData);
        end.CloseStatusDescription.ShouldNotBeNull().ShouldStartWith("invalid_value at /Text (byte ");
    }

    private static async Task EchoAsync(WireConnection<Note, Note> connection, CancellationToken cancellationToken)
    {
        await foreach (Note note in connection.ReceiveAllAsync(cancellationToken))
        {
            await connection.SendAsync(note, cancellationToken);
        }
    }

    private static async IAsyncEnumerable<Note> Messages()
    {
        yield return new Note("one", 1);
        await Task.Yield();
        yield return new Note("two", 2);
    }

    public sealed record Note(string Text, int Number);
}

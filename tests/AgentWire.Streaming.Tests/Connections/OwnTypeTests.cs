using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Shared.Streams;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Messages of types that have no schema, only metadata of System.Text.Json, over every transport.</summary>
public sealed class OwnTypeTests
{
    private static readonly Note[] Notes = [new("one\ntwo", 1), new("é", 2), new("", 3)];

    // Indented, which no framing but the length prefix could carry.
    private static readonly WireCodec<Note> Codec = WireCodec.FromJsonTypeInfo(
        (JsonTypeInfo<Note>)
            new JsonSerializerOptions
            {
                WriteIndented = true,
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            }.GetTypeInfo(typeof(Note))
    );

    public static TheoryData<string> Framings => ["ndjson", "sse", "length"];

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Messages_come_back_in_every_framing(string name)
    {
        using MemoryStream stream = new();
        await using (
            WireStreamWriter<Note> writer = WireStreamWriter.Create(
                stream,
                Framing(name),
                Codec,
                new() { LeaveOpen = true }
            )
        )
        {
            foreach (Note note in Notes)
            {
                await writer.WriteAsync(note);
            }
        }

        stream.Position = 0;
        await using WireStreamReader<Note> reader = WireStreamReader.Create(stream, Framing(name), Codec);
        (await reader.ReadAllAsync().ToList()).ShouldBe(Notes);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Messages_go_both_ways_over_a_connection(string name)
    {
        using Duplex duplex = await Duplex.OpenAsync();
        await using WireConnection<Note, Note> client = WireConnection.Create(
            duplex.Client,
            Framing(name),
            Codec,
            Codec
        );
        await using WireConnection<Note, Note> server = WireConnection.Create(
            duplex.Server,
            Framing(name),
            Codec,
            Codec
        );
        await using IAsyncEnumerator<Note> atServer = server.ReceiveAllAsync().GetAsyncEnumerator();
        await using IAsyncEnumerator<Note> atClient = client.ReceiveAllAsync().GetAsyncEnumerator();
        foreach (Note note in Notes)
        {
            await client.SendAsync(note);
            (await atServer.MoveNextAsync()).ShouldBeTrue();
            await server.SendAsync(atServer.Current with { Number = -note.Number });
            (await atClient.MoveNextAsync()).ShouldBeTrue();
            atClient.Current.ShouldBe(note with { Number = -note.Number });
        }
    }

    [Fact]
    public async Task Messages_go_both_ways_over_a_WebSocket()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        using WebSocket near = duplex.ClientWebSocket();
        using WebSocket far = duplex.ServerWebSocket();
        await using WireConnection<Note, Note> client = WireConnection.Create(near, Codec, Codec);
        await using WireConnection<Note, Note> server = WireConnection.Create(far, Codec, Codec);
        await using IAsyncEnumerator<Note> received = server.ReceiveAllAsync().GetAsyncEnumerator();
        foreach (Note note in Notes)
        {
            await client.SendAsync(note);
            (await received.MoveNextAsync()).ShouldBeTrue();
            received.Current.ShouldBe(note);
        }
    }

    [Fact]
    public async Task An_unreadable_message_has_its_error_and_the_next_one_can_be_read()
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes("{\"Text\":1}\n{\"Text\":\"x\",\"Number\":1}\n"));
        List<WireError> errors = [];
        await using WireStreamReader<Note> reader = WireStreamReader.Create(
            stream,
            WireFraming.NewlineDelimited,
            Codec,
            new() { OnUnreadable = message => errors.Add(message.Error) }
        );
        (await reader.ReadAllAsync().ToList()).ShouldBe([new Note("x", 1)]);
        WireError error = errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(WireErrorCode.InvalidValue);
        error.Pointer.ShouldBe("/Text");
    }

    private static WireFraming Framing(string name) =>
        name switch
        {
            "ndjson" => WireFraming.NewlineDelimited,
            "sse" => WireFraming.ServerSentEvents,
            _ => WireFraming.LengthPrefixed,
        };

    public sealed record Note(string Text, int Number);
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Tests.Telemetry;

public sealed record Note(string Text);

/// <summary>Messages of a dialect that each test makes up, so that nothing else is measured.</summary>
internal static class Notes
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static WireCodec<Note> Codec(string dialect) =>
        WireCodec.FromJsonTypeInfo((JsonTypeInfo<Note>)Options.GetTypeInfo(typeof(Note)), dialect);

    /// <summary>Creates a result that sends notes.</summary>
    public static IResult Result(
        string framing,
        WireCodec<Note> codec,
        IAsyncEnumerable<Note> notes,
        WireWebSocketOptions? options = null
    ) =>
        framing switch
        {
            "sse" => WireResults.ServerSentEvents(codec, notes, options),
            "ndjson" => WireResults.NewlineDelimited(codec, notes, options),
            _ => WireResults.WebSocket(codec, notes, options),
        };

    public static async IAsyncEnumerable<Note> Some(int count, Exception? failure = null)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new("a");
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    public static async IAsyncEnumerable<Note> OneAndThenNone(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        yield return new("a");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public static async IAsyncEnumerable<Note> Flood(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Note note = new(new string('x', 256 * 1024));
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Yield();
            yield return note;
        }
    }
}

using System.Diagnostics;
using System.IO.Pipelines;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Framing;
using AgentWire.Streaming.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Streaming.Tests.Telemetry;

/// <summary>What readers, writers and connections report about themselves.</summary>
[Collection(Alone.Name)]
public sealed class StreamTelemetryTests : IDisposable
{
    private const string One = "{\"Text\":\"one\"}\n";

    private readonly string _dialect = $"test-{Guid.NewGuid():N}";
    private readonly Measured _measured;
    private readonly WireCodec<Note> _codec;

    public StreamTelemetryTests()
    {
        _measured = new(_dialect);
        _codec = Note.Codec(_dialect);
    }

    public static TheoryData<WireFraming> Framings => RoundTripTests.Framings;

    public static TheoryData<WireStreamError, string> Failures =>
        new()
        {
            { WireStreamError.Truncated, "truncated" },
            { WireStreamError.TooLarge, "too_large" },
            { WireStreamError.Disconnected, "disconnected" },
        };

    public void Dispose() => _measured.Dispose();

    [Fact]
    public async Task A_reader_is_a_stream_from_its_first_read_to_the_end()
    {
        WireStreamReader<Note> reader = Reader(Note.Lines(One, One));
        _measured.All.ShouldBeEmpty();
        List<double> active = [];
        await foreach (Note _ in reader.ReadAllAsync())
        {
            active.Add(_measured.Sum("agentwire.stream.active"));
        }

        active.ShouldBe([1, 1]);
        _measured.Sum("agentwire.stream.active").ShouldBe(0);
        _measured.Sum("agentwire.stream.opened").ShouldBe(1);
        _measured.Sum("agentwire.stream.closed").ShouldBe(1);
        _measured.Sum("agentwire.stream.closed", "agentwire.close.reason", "completed").ShouldBe(1);
        _measured.Of("agentwire.stream.opened").Single().Attributes["agentwire.framing"].ShouldBe("ndjson");

        await reader.DisposeAsync();
        _measured.Sum("agentwire.stream.closed").ShouldBe(1);
    }

    /// <summary>Control for all sums: what another dialect does is not among them.</summary>
    [Fact]
    public async Task Each_dialect_is_counted_by_itself()
    {
        using Measured other = new(_dialect + "-other");
        await Reader(Note.Lines(One)).ReadAllAsync().ToList();
        _measured.Sum("agentwire.stream.messages").ShouldBe(1);
        other.All.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Messages_and_their_bytes_are_counted_without_the_framing(WireFraming framing)
    {
        Note[] notes = [new("a"), new("bb"), new("ccc")];
        long bytes = notes.Sum(note => (long)_codec.ToUtf8Bytes(note).Length);
        MemoryStream stream = new();
        WireStreamWriter<Note> writer = WireStreamWriter.Create(stream, framing, _codec);
        foreach (Note note in notes)
        {
            await writer.WriteAsync(note);
        }

        if (framing.HasKeepAlive)
        {
            await writer.WriteKeepAliveAsync();
        }

        stream.Position = 0;
        (await WireStreamReader.Create(stream, framing, _codec).ReadAllAsync().ToList()).ShouldBe(notes);
        foreach (string direction in new[] { "transmit", "receive" })
        {
            _measured.Sum("agentwire.stream.messages", "network.io.direction", direction).ShouldBe(3, direction);
            _measured.Sum("agentwire.stream.io", "network.io.direction", direction).ShouldBe(bytes, direction);
        }

        _measured.All.ShouldAllBe(each => Equals(each.Attributes["agentwire.framing"], framing.Name));
    }

    [Fact]
    public async Task The_time_to_the_first_message_of_each_direction_is_measured_once()
    {
        FakeTimeProvider clock = new();
        (Pipe toServer, Pipe toClient) = (new(), new());
        await using WireConnection<Note, Note> client = Connect(toClient, toServer, new() { TimeProvider = clock });
        clock.Advance(TimeSpan.FromSeconds(2));
        await client.SendAsync(new("a"));
        clock.Advance(TimeSpan.FromSeconds(3));
        await toClient.Writer.WriteAsync("{\"Text\":\"b\"}\n{\"Text\":\"c\"}\n"u8.ToArray());
        await toClient.Writer.CompleteAsync();
        (await client.ReceiveAllAsync().ToList()).Count.ShouldBe(2);
        await client.SendAsync(new("d"));

        _measured
            .Of("agentwire.stream.time_to_first_message")
            .Select(each => ((string)each.Attributes["network.io.direction"]!, each.Value))
            .ShouldBe([("transmit", 2), ("receive", 5)]);
    }

    [Fact]
    public async Task A_connection_is_one_stream_until_it_is_disposed()
    {
        (Pipe toServer, Pipe toClient) = (new(), new());
        WireConnection<Note, Note> client = Connect(toClient, toServer);
        _measured.Sum("agentwire.stream.opened").ShouldBe(1);
        await client.SendAsync(new("a"));
        await toClient.Writer.CompleteAsync();
        (await client.ReceiveAllAsync().ToList()).ShouldBeEmpty();
        _measured.Sum("agentwire.stream.active").ShouldBe(1);

        await client.DisposeAsync();
        _measured.Sum("agentwire.stream.active").ShouldBe(0);
        (await _measured.ClosedAsync()).ShouldBe("completed");
        Activity activity = await _measured.StoppedAsync();
        activity.Kind.ShouldBe(ActivityKind.Client);
        activity.DisplayName.ShouldBe($"stream {_dialect}");
        activity.Status.ShouldBe(ActivityStatusCode.Unset);
        activity
            .TagObjects.ToDictionary()
            .ShouldBe(
                new Dictionary<string, object?>
                {
                    ["agentwire.dialect"] = _dialect,
                    ["agentwire.framing"] = "ndjson",
                    ["agentwire.close.reason"] = "completed",
                    ["agentwire.stream.received_messages"] = 0L,
                    ["agentwire.stream.sent_messages"] = 1L,
                },
                ignoreOrder: true
            );
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_the_reason_and_the_error_of_the_activity(WireStreamError error, string reason)
    {
        Stream input = error switch
        {
            WireStreamError.Truncated => Note.Lines(One, "{\"Te"),
            WireStreamError.TooLarge => Note.Lines(One, new string('x', 100)),
            _ => new FailingStream(),
        };
        WireCodec<Note> codec = _codec.With(new WireOptions { MaxMessageBytes = 50 });
        await using WireStreamReader<Note> reader = WireStreamReader.Create(input, WireFraming.NewlineDelimited, codec);
        WireStreamException exception = await Should.ThrowAsync<WireStreamException>(() =>
            reader.ReadAllAsync().ToList()
        );
        exception.Error.ShouldBe(error);
        (await _measured.ClosedAsync()).ShouldBe(reason);
        Activity activity = await _measured.StoppedAsync();
        activity.Status.ShouldBe(ActivityStatusCode.Error);
        activity.GetTagItem("error.type").ShouldBe(reason);
        // The message that was cut off is neither a message nor unreadable.
        _measured.Sum("agentwire.stream.messages").ShouldBe(error == WireStreamError.Disconnected ? 0 : 1);
        _measured.Sum("agentwire.stream.unreadable_messages").ShouldBe(0);
    }

    [Fact]
    public async Task Cancelling_and_disposing_are_not_errors()
    {
        await using (WireStreamReader<Note> cancelled = Reader(Note.Lines(One)))
        {
            await Should.ThrowAsync<OperationCanceledException>(() =>
                cancelled.ReadAllAsync(new CancellationToken(canceled: true)).ToList()
            );
        }

        await using (WireStreamReader<Note> disposed = Reader(Note.Lines(One, One)))
        {
            (await disposed.ReadAllAsync().First()).Text.ShouldBe("one");
        }

        _measured
            .Of("agentwire.stream.closed")
            .Select(each => each.Attributes["agentwire.close.reason"])
            .ShouldBe(["cancelled", "disposed"]);
        _measured.Activities.ShouldAllBe(activity => activity.Status == ActivityStatusCode.Unset);
    }

    [Fact]
    public async Task A_failure_of_one_direction_counts_more_than_the_end_of_the_other()
    {
        (Pipe toServer, Pipe toClient) = (new(), new());
        WireConnection<Note, Note> client = Connect(toClient, toServer);
        await client.CompleteAsync();
        await toClient.Writer.WriteAsync("{\"Te"u8.ToArray());
        await toClient.Writer.CompleteAsync();
        await Should.ThrowAsync<WireStreamException>(() => client.ReceiveAllAsync().ToList());
        (await _measured.ClosedAsync()).ShouldBe("truncated");
        await client.DisposeAsync();
        _measured.Sum("agentwire.stream.closed").ShouldBe(1);
    }

    [Fact]
    public async Task A_writer_that_fails_is_closed_and_one_that_completes_too()
    {
        Pipe pipe = new();
        WireStreamWriter<Note> failed = WireStreamWriter.Create(pipe.Writer, WireFraming.NewlineDelimited, _codec);
        await pipe.Reader.CompleteAsync();
        await Should.ThrowAsync<WireStreamException>(() => failed.WriteAsync(new("a")).AsTask());
        _measured.Sum("agentwire.stream.messages").ShouldBe(0);

        WireStreamWriter<Note> completed = WireStreamWriter.Create(
            new MemoryStream(),
            WireFraming.NewlineDelimited,
            _codec
        );
        await completed.WriteAsync(new("a"));
        await completed.CompleteAsync();
        _measured
            .Of("agentwire.stream.closed")
            .Select(each => each.Attributes["agentwire.close.reason"])
            .ShouldBe(["disconnected", "completed"]);
        _measured.Sum("agentwire.stream.active").ShouldBe(0);
        _measured.Activities.ShouldAllBe(activity => activity.Kind == ActivityKind.Internal);
    }

    [Fact]
    public async Task Unreadable_messages_are_counted_by_code_and_are_no_messages()
    {
        WireStreamReader<Note> reader = WireStreamReader.Create(
            Note.Lines(One, "{\"Text\":1}\n", "{\n", "{\n"),
            WireFraming.NewlineDelimited,
            _codec,
            new() { OnUnreadable = _ => { } }
        );
        (await reader.ReadAllAsync().ToList()).ShouldHaveSingleItem();
        _measured.Sum("agentwire.stream.messages").ShouldBe(1);
        _measured.Sum("agentwire.stream.unreadable_messages", "error.type", "invalid_value").ShouldBe(1);
        _measured.Sum("agentwire.stream.unreadable_messages", "error.type", "truncated").ShouldBe(2);
        (await _measured.ClosedAsync()).ShouldBe("completed");
    }

    [Fact]
    public async Task Opening_and_closing_leave_the_current_activity_alone()
    {
        using Activity outer = new Activity("outer").Start();
        (Pipe toServer, Pipe toClient) = (new(), new());
        WireConnection<Note, Note> client = Connect(toClient, toServer);
        Activity.Current.ShouldBeSameAs(outer);
        using Activity inner = new Activity("inner").Start();
        await client.DisposeAsync();
        Activity.Current.ShouldBeSameAs(inner);
        (await _measured.StoppedAsync()).ParentSpanId.ShouldBe(outer.SpanId);
    }

    [Fact]
    public async Task A_stream_that_was_opened_before_somebody_listens_counts_only_its_messages()
    {
        _measured.Dispose();
        await using WireStreamReader<Note> reader = Reader(Note.Lines(One, One));
        await using IAsyncEnumerator<Note> notes = reader.ReadAllAsync().GetAsyncEnumerator();
        (await notes.MoveNextAsync()).ShouldBeTrue();

        using Measured late = new(_dialect);
        (await notes.MoveNextAsync()).ShouldBeTrue();
        (await notes.MoveNextAsync()).ShouldBeFalse();
        late.All.Select(each => each.Instrument)
            .ShouldBe(["agentwire.stream.messages", "agentwire.stream.io"], ignoreOrder: true);
        late.Activities.ShouldBeEmpty();
    }

    private WireStreamReader<Note> Reader(Stream stream) =>
        WireStreamReader.Create(stream, WireFraming.NewlineDelimited, _codec);

    private WireConnection<Note, Note> Connect(Pipe input, Pipe output, WireStreamOptions? options = null) =>
        WireConnection.Create(
            new Ends(input.Reader, output.Writer),
            WireFraming.NewlineDelimited,
            _codec,
            _codec,
            options
        );

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The connection was reset.");
    }
}

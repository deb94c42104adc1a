using System.Net.WebSockets;
using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>Any messages, cut anywhere, arrive unchanged.</summary>
public sealed class RoundTripTests
{
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(60);

    // One byte at a time, a few bytes, about the size of a buffer, and everything between.
    private static readonly Gen<int[]> Sizes = Gen.OneOf(
        Gen.Constant(new[] { 1 }),
        Gen.Choose(1, 9).NonEmptyListOf().Select(sizes => sizes.ToArray()),
        Gen.Choose(1, 5000).NonEmptyListOf().Select(sizes => sizes.ToArray())
    );

    private static readonly Gen<Case> Cases =
        from root in Gen.Elements<Root>(Root.All)
        from messages in root.Messages
        from sizes in Sizes
        from waits in Gen.Elements(true, false)
        from throughPipe in Gen.Elements(true, false)
        select new Case(root, messages, sizes, waits, throughPipe);

    public static TheoryData<WireFraming> Framings =>
        [WireFraming.NewlineDelimited, WireFraming.ServerSentEvents, WireFraming.LengthPrefixed];

    [Theory]
    [MemberData(nameof(Framings))]
    public void Messages_in_any_pieces_arrive_equal(WireFraming framing) =>
        Prop.ForAll(Cases.ToArbitrary(), test => Arrive(test, framing).GetAwaiter().GetResult()).Check(Some);

    /// <summary>Control for the check above: a missing byte, a different byte, and another framing.</summary>
    [Fact]
    public async Task Damaged_bytes_do_not_arrive_equal()
    {
        Root root = Root.All.OfType<Root<Walrus.ServerMessage>>().Single();
        object[] messages = [new Walrus.ServerMessage.Pong()];
        byte[] good = await root.Write(WireFraming.LengthPrefixed, messages);
        byte[] other = [.. good];
        other[^4] = (byte)'i';
        (await root.Read(new ChunkedStream(other), WireFraming.LengthPrefixed, false)).ShouldNotBe(messages);
        await Should.ThrowAsync<WireStreamException>(() =>
            root.Read(new ChunkedStream(good[..^1]), WireFraming.LengthPrefixed, false)
        );
        await Should.ThrowAsync<WireException>(() =>
            root.Read(new ChunkedStream([.. good, (byte)'\n']), WireFraming.NewlineDelimited, false)
        );
    }

    /// <summary>Everything that the format of server-sent events allows can be read: line ends, comments, other fields, a byte order mark, and data on several lines.</summary>
    [Fact]
    public void Events_in_any_spelling_arrive_equal()
    {
        Gen<(Case Case, int Seed)> cases =
            from test in Cases
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (test, seed);
        Prop.ForAll(
                cases.ToArbitrary(),
                both =>
                {
                    byte[] input = Spell(both.Case, new Random(both.Seed));
                    ChunkedStream stream = new(input, both.Case.Sizes) { Waits = both.Case.Waits };
                    both.Case.Root.Read(stream, WireFraming.ServerSentEvents, both.Case.ThroughPipe)
                        .GetAwaiter()
                        .GetResult()
                        .ShouldBe(both.Case.Messages);
                }
            )
            .Check(Some);
    }

    [Fact]
    public async Task The_last_id_and_the_reconnection_interval_are_told()
    {
        byte[] input = Encoding.UTF8.GetBytes(
            "id: 6\ndata: {\"type\":\"pong\"}\n\nid: 7\nretry: 1500\ndata: {\"type\":\"pong\"}\n\n"
        );
        await using WireServerSentEventReader<Walrus.ServerMessage> reader = WireStreamReader.CreateServerSentEvents(
            new ChunkedStream(input, 4),
            Walrus.WalrusWire.Server
        );
        (reader.LastEventId, reader.ReconnectionInterval).ShouldBe(("", null));
        await reader.ReadAllAsync().First();
        (reader.LastEventId, reader.ReconnectionInterval).ShouldBe(("6", null));
        await reader.ReadAllAsync().ToList();
        (reader.LastEventId, reader.ReconnectionInterval).ShouldBe(("7", TimeSpan.FromSeconds(1.5)));
    }

    [Property(MaxTest = 60)]
    public Property WebSocket_messages_in_any_fragments_arrive_equal() =>
        Prop.ForAll(Cases.ToArbitrary(), test => ArriveInFragments(test).InTime().GetAwaiter().GetResult());

    private static async Task Arrive(Case test, WireFraming framing)
    {
        byte[] bytes = await test.Root.Write(framing, test.Messages);
        ChunkedStream stream = new(bytes, test.Sizes) { Waits = test.Waits };
        (await test.Root.Read(stream, framing, test.ThroughPipe)).ShouldBe(test.Messages);
        stream.IsDisposed.ShouldBeTrue();
    }

    private static async Task ArriveInFragments(Case test)
    {
        // Fragments of one byte need one frame each, so only a few are used.
        int[] sizes = [.. test.Sizes.Select(size => Math.Max(size, 50))];
        using Duplex duplex = await Duplex.OpenAsync();
        using WebSocket client = duplex.ClientWebSocket();
        Task<object[]> received = test.Root.Read(duplex.ServerWebSocket());
        int sent = 0;
        foreach (object message in test.Messages)
        {
            ReadOnlyMemory<byte> rest = test.Root.ToUtf8(message);
            while (!rest.IsEmpty)
            {
                int size = Math.Min(sizes[sent++ % sizes.Length], rest.Length);
                await client.SendAsync(rest[..size], WebSocketMessageType.Text, size == rest.Length, default);
                rest = rest[size..];
            }
        }

        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        (await received).ShouldBe(test.Messages);
    }

    private static byte[] Spell(Case test, Random random)
    {
        string[] ends = ["\n", "\r", "\r\n"];
        string[] others =
        [
            ": ping",
            ":",
            "id: 7",
            "id",
            "retry: 1500",
            "retry: soon",
            "event: update",
            "x-unknown: 1",
            "nothing",
        ];
        StringBuilder text = new(random.Next(2) == 0 ? "\uFEFF" : "");
        foreach (object message in test.Messages)
        {
            Others();
            string json = Encoding.UTF8.GetString(test.Root.ToUtf8(message));
            // The line break between two data lines is white space in JSON, and can follow the first brace.
            foreach (string line in random.Next(2) == 0 && json[0] == '{' ? ["{", json[1..]] : new[] { json })
            {
                text.Append("data:").Append(random.Next(2) == 0 ? " " : "").Append(line).Append(End());
                Others();
            }

            EmptyLine();
            while (random.Next(3) == 0)
            {
                text.Append(random.Next(2) == 0 ? ":" + End() : "");
                EmptyLine();
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());

        string End() => ends[random.Next(3)];

        // After a CR, an LF would end the same line.
        void EmptyLine() => text.Append(text.Length > 0 && text[^1] == '\r' ? ends[random.Next(1, 3)] : End());

        void Others()
        {
            while (random.Next(3) == 0)
            {
                text.Append(others[random.Next(others.Length)]).Append(End());
            }
        }
    }

    private sealed record Case(Root Root, object[] Messages, int[] Sizes, bool Waits, bool ThroughPipe)
    {
        public override string ToString() =>
            $"{Messages.Length} of {Root} in pieces of {string.Join(", ", Sizes)}, waits {Waits}, pipe {ThroughPipe}";
    }
}

using System.Buffers;
using System.Text;
using AgentWire.SmoothOperator;
using AgentWire.SystemPrompt;
using AgentWire.Tests.Conformance;
using AgentWire.Walrus;

namespace AgentWire.Tests.Robustness;

/// <summary>Writing into memory of any size, and refused values, after which the output is as if nothing had been written.</summary>
public sealed class WritingTests
{
    // Shorter and longer than what fits on the stack or into the memory of an output.
    private static readonly int[] Lengths = [0, 1, 400, 460, 480, 510, 512, 513, 1024, 4095, 4096, 4097, 70_000];

    private const int Limit = 100_000;

    private static readonly WireCodec<ServerMessage> Limited = WalrusWire.Server.With(
        new() { MaxMessageBytes = Limit }
    );

    public static TheoryData<string> Dialects => [.. Repository.Dialects];

    /// <summary>Gets a name, the error code, and a message that cannot be written, around a text of some length.</summary>
    public static TheoryData<string, WireErrorCode> Refused
    {
        get
        {
            TheoryData<string, WireErrorCode> data = [];
            foreach ((string name, (WireErrorCode code, _)) in Refusals)
            {
                data.Add(name, code);
            }

            return data;
        }
    }

    private static readonly Dictionary<string, (WireErrorCode Code, Func<string, ServerMessage> Make)> Refusals = new()
    {
        ["null string"] = (WireErrorCode.NotRepresentable, text => Response(text, null!)),
        ["null event"] = (WireErrorCode.NotRepresentable, _ => new ServerMessage.Stream { Event = null! }),
        ["null element"] = (WireErrorCode.NotRepresentable, text => Calls(Call(text, ""), null!)),
        ["null string in an element"] = (WireErrorCode.NotRepresentable, text => Calls(Call(text, null!))),
        ["high surrogate at the end"] = (WireErrorCode.NotRepresentable, text => Response(text, "x\ud83d")),
        ["high surrogate alone"] = (WireErrorCode.NotRepresentable, text => Response(text, "\ud83dx")),
        ["low surrogate alone"] = (WireErrorCode.NotRepresentable, text => Response(text, "x\ude00x")),
        ["surrogates the wrong way round"] = (WireErrorCode.NotRepresentable, text => Response(text, "\ude00\ud83d")),
        ["high surrogate behind a long text"] = (WireErrorCode.NotRepresentable, text => Response("", text + "\ud83d")),
        ["high surrogate before an escape"] = (
            WireErrorCode.NotRepresentable,
            text => Response("", text + "\ud83d\n\ude00")
        ),
        ["extra member that is known"] = (WireErrorCode.NotRepresentable, text => Extra(text, "agent")),
        ["extra member that is the tag"] = (WireErrorCode.NotRepresentable, text => Extra(text, "type")),
        ["extra member that is no text"] = (WireErrorCode.NotRepresentable, text => Extra(text, "\ud83d")),
        ["too deep"] = (WireErrorCode.TooDeep, text => Extra(text, "x", new string('[', 127) + new string(']', 127))),
        ["too large"] = (WireErrorCode.TooLarge, text => Response(text, new string('x', Limit))),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_wire_cannot_carry_leaves_the_output_alone(string name, WireErrorCode code)
    {
        foreach (int length in Lengths)
        {
            ServerMessage message = Refusals[name].Make(new string('x', length));
            foreach (int memory in new[] { 1, 512, 100_000 })
            {
                OutputProbe output = new(memory);
                output.Write("before"u8);
                WireException error = Should.Throw<WireException>(() => Limited.Write(output, message));
                error.Code.ShouldBe(code);
                Encoding.UTF8.GetString(output.Written).ShouldBe("before");
            }

            Should.Throw<WireException>(() => Limited.ToUtf8Bytes(message)).Code.ShouldBe(code);
            Should.Throw<WireException>(() => Limited.ToJson(message)).Code.ShouldBe(code);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void An_undefined_value_of_a_set_is_refused(int value)
    {
        OutputProbe output = new(100);
        ClientMessage message = new ClientMessage.Hub { Package = "p", Action = (HubAction)value };
        WireException error = Should.Throw<WireException>(() => WalrusWire.Client.Write(output, message));
        error.Code.ShouldBe(WireErrorCode.NotRepresentable);
        error.Pointer.ShouldBe("/action");
        Should.Throw<WireException>(() => WalrusWire.HubAction.Write(output, (HubAction)value));
        output.Written.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\u0085\u3000")]
    public void Blank_text_is_refused_where_it_must_not_be(string? text)
    {
        ClientAction message = new ClientAction.CreateConversationSession { AgentId = text! };
        WireException error = Should.Throw<WireException>(() => SmoothOperatorWire.Client.ToUtf8Bytes(message));
        error.Code.ShouldBe(WireErrorCode.NotRepresentable);
        error.Pointer.ShouldBe("/agentId");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no UUID")]
    [InlineData("0190f3e8-0000-7000-8000-00000000000g")]
    public void Text_that_is_no_UUID_is_refused(string? text)
    {
        AgUiEvent message = new AgUiEvent.RunStarted
        {
            Timestamp = default,
            ThreadId = text!,
            RunId = "r",
        };
        WireException error = Should.Throw<WireException>(() => SystemPromptWire.Server.ToUtf8Bytes(message));
        error.Code.ShouldBe(WireErrorCode.NotRepresentable);
        error.Pointer.ShouldBe("/threadId");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void An_integer_out_of_its_bounds_is_refused(long value)
    {
        ServerEvent message = new ServerEvent.OtpInvalid
        {
            RequestId = "r",
            Message = "m",
            AttemptsRemaining = value,
        };
        WireException error = Should.Throw<WireException>(() => SmoothOperatorWire.Server.ToUtf8Bytes(message));
        error.Code.ShouldBe(WireErrorCode.NotRepresentable);
        error.Pointer.ShouldBe("/data/data/attemptsRemaining");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_string_out_of_its_bounds_is_refused(int length)
    {
        ClientAction message = new ClientAction.SendMessage
        {
            RequestId = "r",
            SessionId = "s",
            Message = new string('x', length),
        };
        WireException error = Should.Throw<WireException>(() => SmoothOperatorWire.Client.ToUtf8Bytes(message));
        error.Code.ShouldBe(WireErrorCode.NotRepresentable);
        error.Pointer.ShouldBe("/message");
    }

    [Fact]
    public void A_refusal_points_at_what_is_refused()
    {
        Pointer(Response("", null!)).ShouldBe("/content");
        Pointer(Calls(Call("a", ""), Call("b", null!))).ShouldBe("/ToolStart/calls/1/arguments");
        Pointer(Calls(Call("a", ""), null!)).ShouldBe("/ToolStart/calls/1");

        static string Pointer(ServerMessage message) =>
            Should.Throw<WireException>(() => WalrusWire.Server.ToUtf8Bytes(message)).Pointer;
    }

    [Fact]
    public void A_null_argument_is_the_callers_fault()
    {
        Should.Throw<ArgumentNullException>(() => WalrusWire.Server.Write(null!, new ServerMessage.Pong()));
        Should.Throw<ArgumentNullException>(() => WalrusWire.Server.Write(new OutputProbe(1), null!));
        Should.Throw<ArgumentNullException>(() => WalrusWire.Server.ToUtf8Bytes(null!));
        Should.Throw<ArgumentNullException>(() => WalrusWire.Server.ToJson(null!));
        Should.Throw<ArgumentException>(() => WalrusWire.Server.WriteObject(new OutputProbe(1), "pong"));
    }

    [Fact]
    public void A_message_of_any_length_is_written_into_memory_of_any_size()
    {
        foreach (int length in Lengths)
        {
            foreach (string filler in new[] { "x", "\n", "é", "😀" })
            {
                ServerMessage message = Response(string.Concat(Enumerable.Repeat(filler, length)), "end");
                byte[] expected = WalrusWire.Server.ToUtf8Bytes(message);
                foreach (int memory in new[] { 1, 7, 100, 512, 1000, 100_000 })
                {
                    OutputProbe output = new(memory);
                    WalrusWire.Server.Write(output, message);
                    WalrusWire.Server.Write(output, message);
                    output.Written.AsSpan().SequenceEqual([.. expected, .. expected]).ShouldBeTrue();
                }
            }
        }
    }

    [Fact]
    public void A_message_that_fits_is_written_in_place_with_one_advance()
    {
        ServerMessage message = Response("agent", "content");
        int length = WalrusWire.Server.ToUtf8Bytes(message).Length;
        OutputProbe output = new(length + 100);
        WalrusWire.Server.Write(output, message);
        output.Advances.ShouldBe(1);
        output.Requests.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_message_is_written_alike_into_memory_of_any_size(string dialect)
    {
        Report report = new();
        foreach (Sample sample in Sample.Canonical(dialect))
        {
            sample.Codec.TryReadObject(sample.Message, out object? value, out _).ShouldBeTrue();
            foreach (int memory in new[] { 1, 3, sample.Message.Length, 4096 })
            {
                OutputProbe output = new(memory);
                sample.Codec.WriteObject(output, value);
                report.That(output.Written.AsSpan().SequenceEqual(sample.Message), sample.Place, "other bytes");
            }
        }

        report.ShouldBeClean();
    }

    private static ServerMessage.Response Response(string agent, string content) =>
        new()
        {
            Agent = agent,
            Content = content,
            Session = ulong.MaxValue,
        };

    private static ServerMessage.Response Extra(string text, string name, string value = "1") =>
        Response(text, "") with
        {
            Extra = RawMembers.Create([new("a", RawJson.Parse("0")), new(name, RawJson.Parse(value))]),
        };

    private static ServerMessage.Stream Calls(params WireList<ToolCallInfo> calls) =>
        new() { Event = new StreamEvent.ToolStart { Calls = calls } };

    private static ToolCallInfo Call(string name, string arguments) => new() { Name = name, Arguments = arguments };

    /// <summary>Returns memory of exactly the requested size, or of a fixed size if none is requested, and counts the calls.</summary>
    private sealed class OutputProbe(int memory) : IBufferWriter<byte>
    {
        private readonly List<byte> _written = [];
        private byte[] _handedOut = [];

        public byte[] Written => [.. _written];

        public int Advances { get; private set; }

        public int Requests { get; private set; }

        public void Advance(int count)
        {
            Advances++;
            _written.AddRange(_handedOut.AsSpan(0, count));
            _handedOut = [];
        }

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            Requests++;
            return _handedOut = new byte[sizeHint > 0 ? sizeHint : memory];
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}

using System.Buffers;
using System.Reflection;
using System.Text;
using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Robustness;

/// <summary>
/// A tag that is not the first member is looked for at the end of the message, where it is if members are sorted, and between the
/// other members. Whether it is there, or only seems to be, must make no difference: strings are read without this optimization, and
/// bytes with it.
/// </summary>
public sealed class TagPlaceTests
{
    private static readonly string[] Last =
    [
        """{"data":{"requestId":"r","token":"t"},"requestId":"r","token":"t","type":"stream_token"}""",
        """{"type":"keepalive","data":{"requestId":"r"},"requestId":"r","type":"keepalive"}""",
        """{"data":{"requestId":"r"},"type":"keepalive","requestId":"r","type":"pong"}""",
        """{"data":{"requestId":"r"},"requestId":"r","kind":{"a":1,"type":"pong"}}""",
        """{"data":{"requestId":"r","type":"pong"},"requestId":"r"}""",
        """{"data":{"requestId":"r"},"requestId":"r","x":"\",\"type\":\"pong"}""",
        """{"data":{"requestId":"r"},"requestId":"r","x":1e999,"type":"keepalive"}""",
        """{"data":{"requestId":7},"requestId":"r","x":?,"type":"keepalive"}""",
        """{"data":{"requestId":"r"},"requestId":"r","ty\u0070e":"keepalive"}""",
        """{"data":{"requestId":"r"},"requestId":"r","type":"keep\u0061live"}""",
        """{"data":{"requestId":"r"},"requestId":"r","type":"new_event"}""",
        """{"data":{"requestId":"r"},"requestId":"r"} ,"type":"keepalive"}""",
        """{"data":[{"requestId":"r"},"requestId":"r","type":"keepalive"}""",
        """{"data":{"requestId":"r"},"requestId":"s","type":"keepalive"}""",
        """{"data":{"requestId":"r"},"requestId":"r","type":"keepalive"} """,
        """{,"type":"pong"}""",
    ];

    private static readonly string[] Later =
    [
        """{"model":"m","thinking":"adaptive","type":"status","streaming":false,"session_id":"s","total_input_tokens":0,"total_output_tokens":0,"session_cost":0.0,"connected_clients":1}""",
        """{"text":"a","type":"text","text":"b"}""",
        """{"text":"a","type":"text","type":"text"}""",
        """{"text":"a","ty\u0070e":"thinking","type":"text","x":1}""",
        """{"text":"a","type" :"thinking","type":"text","x":1}""",
        """{"text":"a","type":"te\u0078t","x":1}""",
        """{"text":"a","type":"new_message","x":1}""",
        """{"text":"a\",\"type\":\"thinking","type":"text","x":1}""",
        """{"text":1,"x":"\u00zz","type":"text","y":1}""",
        """{"text":1,"x":"é","type":"text","y":1}""",
        """{"x":{"a":1,"type":"thinking"},"type":"text","text":"a","y":1}""",
        """{"x":[{"a":1}],"type":"text","text":"a","y":1}""",
        """{"text":"a","x":1},"type":"text"} """,
        """{"tool_id":"a","result":"{\"a\":[1,\"type\",{}]}\\","type":"tool_result","x":"\",\"type\":\""}""",
        """{"tool_name":"a","tool_id":"b","input":{"a":1,"type":"text","b":[{}]},"type":"tool_use"}""",
        """{"messages":[{"content":"a","role":"user","time":"t"},{"time":"t","role":"text","content":"b"}],"type":"history"}""",
        """{"type":"history","messages":[{"content":"a","time":"t"},{"time":"t","role":"text","content":"b"}]}""",
        """{"type":"history","messages":[{"content":"a","time":"t"}],"role":"text","x":1}""",
        """{"type":"history","messages":[{"content":7,"role":"user","x":1e999,"time":"t"}]}""",
    ];

    private static readonly string[] Tried =
    [
        """{"name":"execution_step","type":"CUSTOM","timestamp":"2026-06-12T09:00:00Z","value":{"contextId":"3f9d2c7a-6a53-4b0e-8d0f-2f1f0b7c9e11","step":{"stepId":"s","taskId":"t","status":"pending","startedAt":"2026-06-12T09:00:00Z","content":{"tool_name":"a","type":"tool_execution","x":1}}}}""",
        """{"timestamp":"2026-06-12T09:00:00Z","type":"CUSTOM","name":"execution_step","value":{"step":{"content":{"x":1,"type":"understanding","y":"\u0001"}}}}""",
    ];

    public static TheoryData<string, string> Messages
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (
                (string dialect, string[] messages) in new[]
                {
                    ("smooth-operator", Last),
                    ("synaps", Later),
                    ("systemprompt", Tried),
                }
            )
            {
                Array.ForEach(messages, message => all.Add(dialect, message));
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Bytes_and_text_are_read_alike(string dialect, string message) =>
        Compare(Find(dialect), message).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Messages))]
    public void So_they_are_with_any_byte_changed_or_missing(string dialect, string message)
    {
        WireCodec codec = Find(dialect);
        for (int at = 0; at < message.Length; at++)
        {
            Compare(codec, message.Remove(at, 1)).ShouldBeClean();
            foreach (char c in "\"\\{}[],:1 x")
            {
                Compare(codec, message.Remove(at, 1).Insert(at, c.ToString())).ShouldBeClean();
            }
        }
    }

    [Fact]
    public void A_tag_in_any_place_is_found()
    {
        foreach (string message in Later[..1].Concat(Later[13..16]))
        {
            Find("synaps")
                .TryReadObject(Encoding.UTF8.GetBytes(message), out _, out WireError error)
                .ShouldBeTrue(error.ToString());
        }
    }

    private static WireCodec Find(string dialect) => WireDialects.All.Single(each => each.Name == dialect).Server!;

    private static Report Compare(WireCodec root, string message)
    {
        Report report = new();
        foreach (WireOptions options in (WireOptions[])[new(), new() { UnknownTags = UnknownTagHandling.Reject }])
        {
            WireCodec codec = root.With(options);
            report.Same(message, ReadText(codec, message), ReadBytes(codec, message));
        }

        return report;
    }

    private static string ReadBytes(WireCodec codec, string message) =>
        codec.TryReadObject(Encoding.UTF8.GetBytes(message), out object? value, out WireError error)
            ? Written(codec, value)
            : error.ToString();

    private static string ReadText(WireCodec codec, string message)
    {
        try
        {
            MethodInfo read = codec.GetType().GetMethod(nameof(WireCodec<>.Read), [typeof(string)])!;
            return Written(codec, read.Invoke(codec, [message])!);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is WireException refusal)
        {
            return refusal.Error.ToString();
        }
    }

    private static string Written(WireCodec codec, object value)
    {
        ArrayBufferWriter<byte> output = new();
        codec.WriteObject(output, value);
        return Encoding.UTF8.GetString(output.WrittenSpan.ToArray());
    }
}

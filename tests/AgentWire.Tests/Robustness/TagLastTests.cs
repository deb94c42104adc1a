using System.Text;
using AgentWire.SmoothOperator;
using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Robustness;

/// <summary>
/// If members are sorted, the tag is often last, and is looked for there first. Whether it is last, or only seems to be, must make
/// no difference: strings are read without this optimization, and bytes with it.
/// </summary>
public sealed class TagLastTests
{
    private static readonly WireCodec<ServerEvent> Codec = SmoothOperatorWire.Server;

    public static TheoryData<string> Messages =>
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

    [Theory]
    [MemberData(nameof(Messages))]
    public void Bytes_and_text_are_read_alike(string message) => Compare(message).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Messages))]
    public void So_they_are_with_any_byte_changed_or_missing(string message)
    {
        for (int at = 0; at < message.Length; at++)
        {
            Compare(message.Remove(at, 1)).ShouldBeClean();
            foreach (char c in "\"\\{}[],:1 x")
            {
                Compare(message.Remove(at, 1).Insert(at, c.ToString())).ShouldBeClean();
            }
        }
    }

    private static Report Compare(string message)
    {
        Report report = new();
        foreach (WireOptions options in (WireOptions[])[new(), new() { UnknownTags = UnknownTagHandling.Reject }])
        {
            WireCodec<ServerEvent> codec = Codec.With(options);
            string fromBytes = codec.TryRead(
                Encoding.UTF8.GetBytes(message),
                out ServerEvent? value,
                out WireError error
            )
                ? codec.ToJson(value)
                : error.ToString();
            string fromText;
            try
            {
                fromText = codec.ToJson(codec.Read(message));
            }
            catch (WireException refusal)
            {
                fromText = refusal.Error.ToString();
            }

            report.Same(message, fromText, fromBytes);
        }

        return report;
    }
}

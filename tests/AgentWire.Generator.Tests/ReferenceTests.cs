using AgentWire.Generator.CSharp;
using AgentWire.Generator.Plan;
using AgentWire.Generator.Reference;

namespace AgentWire.Generator.Tests;

/// <summary>The page that lists a dialect's types.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData("flattened-external", "| `reply` |  | object |  | `Message.Reply` | `Reply` |")]
    [InlineData("flattened-external", "|  | `parent_id` | u64 | optional | `ParentId` |  |")]
    [InlineData("flattened-external", "|  | a tag of [Step](#step) | [Step](#step) | required | `Event` |  |")]
    [InlineData("flattened-external", "| `Waiting` |  | null |  | `Step.Waiting` | `Waiting` |")]
    [InlineData("external-units", "| `Selected` |  | u64 | required | `Response.Selected`, `Value` | `Selected` |")]
    [InlineData(
        "external-units",
        "Server-sent events with these names carry no message. A reader drops them, whatever their data is: `tick`, "
    )]
    [InlineData("external-units", "| `Skipped` |  | string |  | `Response.Skipped` | `Skipped` |")]
    [InlineData("adjacent-fallback", "|  | `name` | tag of [Custom](#custom) | required | `Payload` |  |")]
    [InlineData("adjacent-fallback", "| any other |  | any JSON | required | `Custom.Generic`, `Value` | `Generic` |")]
    [InlineData("adjacent-fallback", "|  | `result` | any JSON | optional, null kept | `Result` |  |")]
    [InlineData("adjacent-fallback", "Upstream: `example::wire::ThreadId`. A string: `uuid`.")]
    [InlineData("untagged", "|  | `parts` | list of [Part](#part), at least 1 | required | `Parts` |  |")]
    [InlineData("untagged", "|  |  | object |  | `Part.Data` | `Data` |")]
    [InlineData("untagged", "| `WRITE_ONLY` | `WriteOnly` |")]
    [InlineData("mirrored-envelope", "|  | `data.requestId` | string | required | `RequestId` again |  |")]
    [InlineData("mirrored-envelope", "| `score` | f32, written as f64 | required | `Score` |")]
    [InlineData(
        "mirrored-envelope",
        "| `token` | `requestId`, `token` | [Event.stream_token](#event) | `Events.Token` |"
    )]
    [InlineData("mirrored-envelope", "| `pong` |  | [Event.pong](#event) | `Events.Pong` |")]
    [InlineData("sorted-root", "| `max_edit_length` | u64 | nullable, strict | `MaxEditLength` |")]
    [InlineData("sorted-root", "Upstream: `example::wire::Snapshot`. An object. Its members are sorted when written.")]
    public void Every_place_on_the_wire_has_its_row(string dialect, string row) =>
        Lines(Repository.Shapes, dialect).ShouldContain(line => line.StartsWith(row, StringComparison.Ordinal));

    [Fact]
    public void It_tells_which_server_sent_events_are_no_messages() =>
        Lines(Repository.Spec, "systemprompt")
            .ShouldContain(
                "Server-sent events with these names carry no message. A reader drops them, whatever their data is: `heartbeat`."
                    + " To keep a connection alive, a server sends `event: heartbeat` with `data: {\"type\":\"heartbeat\"}`."
            );

    [Theory]
    [InlineData(
        "| `ping` |  | object |  | `ClientMessage.Ping` | `Ping` | Checks that the gateway responds. The answer is pong. |"
    )]
    [InlineData(
        "An example of each form with all optional members, from the [vectors](vectors/derived/server-message.json):"
    )]
    [InlineData("""{"type":"stream","Chunk":{"content":"some content"}}""")]
    [InlineData("### struct-as-sequence")]
    [InlineData(
        "Contract version 0.1. Upstream: openwalrus/walrus 0.0.5; the published page is `walrus_core::protocol::message::server`. C#: namespace `AgentWire.Walrus`, codecs in `WalrusWire`."
    )]
    [InlineData(
        "- The dialect fits v0.0.5 (2026-03-11) and no other release. 0.0.6 changed to MessagePack. 0.0.7 and its successor, crabtalk, use protobuf, which has its own schemas and code generators. These releases are out of scope."
    )]
    [InlineData("- The contract: Refuses it. An object is always written as an object.")]
    public void It_tells_meanings_examples_and_differences(string line) =>
        Lines(Repository.Spec, "walrus").ShouldContain(line);

    [Fact]
    public void It_tells_the_version_of_the_published_page_from_that_of_the_contract() =>
        Lines(Repository.Spec, "smooth-operator")
            .ShouldContain(line =>
                line.Contains(
                    "Upstream: SmooAI/smooth-operator 2026-08-22 and later, checked at 3e73407 (2026-08-22); the published page is `smooth_operator_server::protocol` of 0737d76 (2026-06-07).",
                    StringComparison.Ordinal
                )
            );

    [Fact]
    public void Notes_stand_in_the_documentation_of_the_codecs_too() =>
        new WireFiles(new DialectPlan(Models.Read(Path.Combine(Repository.Data, "sixth"), "lantern"), "make"))
            .WriteCodecs()
            .Text.ShouldContain(
                "/// Contract version 1.0; upstream: example/lantern 1.0 to 1.3, checked at 0123456 (2026-08-22). It fits 1.x alone. The\n"
                    + "/// stream /other, of &lt;b&gt;other&lt;/b&gt; events, is not covered.\n"
            );

    private static string[] Lines(string spec, string dialect) =>
        ReferencePage.Write(Models.Read(spec, dialect), "make").Text.Split('\n');
}

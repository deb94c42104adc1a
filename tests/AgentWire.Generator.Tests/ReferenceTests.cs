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
        ReferencePage.Write(Models.Read(Repository.Shapes, dialect)).Text.Split('\n').ShouldContain(row);
}

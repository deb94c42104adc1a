using AgentWire.Cinch;
using AgentWire.Shared.Streams;
using AgentWire.SmoothOperator;

namespace AgentWire.Streaming.Tests.Telemetry;

/// <summary>Unknown tags are counted by name. Peers choose these names, so their number and their text are limited.</summary>
[Collection(Alone.Name)]
public sealed class UnknownTagTests
{
    private const string Unknown = "agentwire.stream.unknown_messages";
    private const string Tag = "agentwire.message.tag";

    [Fact]
    public async Task They_are_counted_by_name_and_known_ones_are_not()
    {
        using Measured measured = new("synaps");
        await ReadAsync(
            Synaps.SynapsWire.Server,
            """{"type":"new_event"}""",
            """{"type":"done"}""",
            """{"n":1,"type":"new_event"}""",
            """{"type":"other_event"}"""
        );
        measured.Sum(Unknown, Tag, "new_event").ShouldBe(2);
        measured.Sum(Unknown, Tag, "other_event").ShouldBe(1);
        measured.Sum(Unknown).ShouldBe(3);
        measured.Sum("agentwire.stream.messages").ShouldBe(4);
    }

    [Fact]
    public async Task One_that_is_refused_is_counted_as_both()
    {
        using Measured measured = new("synaps");
        await ReadAsync(
            Synaps.SynapsWire.Server.With(new WireOptions { UnknownTags = UnknownTagHandling.Reject }),
            """{"type":"refused_event"}"""
        );
        measured.Sum(Unknown, Tag, "refused_event").ShouldBe(1);
        measured.Sum("agentwire.stream.unreadable_messages", "error.type", "unknown_tag").ShouldBe(1);
        measured.Sum("agentwire.stream.messages").ShouldBe(0);
    }

    [Fact]
    public async Task A_name_is_on_one_line_and_is_cut()
    {
        using Measured measured = new("smooth-operator");
        string longest = new('x', 1000);
        await ReadAsync(SmoothOperatorWire.Server, $$"""{"type":"a\u001bb\nc"}""", $$"""{"type":"{{longest}}"}""");
        measured
            .Of(Unknown)
            .Select(each => (string)each.Attributes[Tag]!)
            .ShouldBe(["a\\u001bb\\u000ac", longest[..64] + "…"]);
    }

    [Fact]
    public async Task After_a_hundred_names_of_a_dialect_the_others_have_one_name()
    {
        using Measured measured = new("cinch");
        string[] messages = [.. Enumerable.Range(0, 150).Select(number => $$"""{"type":"event_{{number}}"}""")];
        await ReadAsync(CinchWire.Server, [.. messages, messages[0], messages[149]]);
        measured.Of(Unknown).Select(each => each.Attributes[Tag]).Distinct().Count().ShouldBe(101);
        measured.Sum(Unknown, Tag, "event_0").ShouldBe(2);
        measured.Sum(Unknown, Tag, "event_99").ShouldBe(1);
        measured.Sum(Unknown, Tag, "event_100").ShouldBe(0);
        measured.Sum(Unknown, Tag, "_OTHER").ShouldBe(51);
    }

    private static async Task ReadAsync<T>(WireCodec<T> codec, params string[] messages)
        where T : notnull =>
        await WireStreamReader
            .Create(
                Note.Lines([.. messages.Select(message => message + "\n")]),
                WireFraming.NewlineDelimited,
                codec,
                new() { OnUnreadable = _ => { } }
            )
            .ReadAllAsync()
            .ToList();
}

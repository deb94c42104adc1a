using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests.Expansion;

/// <summary>Which messages become chunks, and which stay because something would be lost.</summary>
public sealed class ChunkCollapserTests
{
    private const string Start = "\"TEXT_MESSAGE_START\",\"messageId\":\"m\",\"role\":\"user\"";
    private const string Content = "\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"m\",\"delta\":\"a\"";
    private const string End = "\"TEXT_MESSAGE_END\",\"messageId\":\"m\"";
    private const string Finished = "\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\"";

    [Fact]
    public void A_message_becomes_chunks()
    {
        IReadOnlyList<Event> chunks = ChunkCollapser.Collapse(
            Events.Lines(
                $$"""
                {{Start}},"name":"Bo"
                {{Content}},"rawEvent":1
                "RAW","event":1
                {{Content}},"metadata":{"k":1}
                {{End}}
                "TOOL_CALL_START","toolCallId":"c","toolCallName":"f","parentMessageId":"m","metadata":{"k":1}
                "TOOL_CALL_ARGS","toolCallId":"c","delta":"{}"
                "TOOL_CALL_END","toolCallId":"c"
                "REASONING_MESSAGE_START","messageId":"q","role":"reasoning"
                "REASONING_MESSAGE_END","messageId":"q"
                {{Finished}}
                """
            )
        );
        Events
            .Json(chunks)
            .ShouldBe(
                """
                {"type":"TEXT_MESSAGE_CHUNK","rawEvent":1,"messageId":"m","role":"user","delta":"a","name":"Bo"}
                {"type":"RAW","event":1}
                {"type":"TEXT_MESSAGE_CHUNK","metadata":{"k":1},"messageId":"m","delta":"a"}
                {"type":"TOOL_CALL_CHUNK","metadata":{"k":1},"toolCallId":"c","toolCallName":"f","parentMessageId":"m"}
                {"type":"TOOL_CALL_CHUNK","toolCallId":"c","delta":"{}"}
                {"type":"REASONING_MESSAGE_CHUNK","messageId":"q"}
                {"type":"RUN_FINISHED","threadId":"t","runId":"r"}
                """
            );
    }

    [Theory]
    [InlineData("\"TEXT_MESSAGE_START\",\"messageId\":\"m\"\n" + Content + "\n" + End + "\n" + Finished)]
    [InlineData(Start + ",\"timestamp\":1\n" + Content + "\n" + End + "\n" + Finished)]
    [InlineData(Start + ",\"rawEvent\":1\n" + Content + "\n" + End + "\n" + Finished)]
    [InlineData(Start + "\n" + Content + ",\"timestamp\":1\n" + End + "\n" + Finished)]
    [InlineData(Start + "\n" + Content + "\n" + End + ",\"metadata\":{}\n" + Finished)]
    [InlineData(Start + "\n" + Content + "\n" + End + ",\"rawEvent\":1\n" + Finished)]
    [InlineData(Start + "\n" + Content + "\n" + End + "\n\"RAW\",\"event\":1\n" + Finished)]
    [InlineData(Start + "\n" + Content + "\n" + End)]
    [InlineData(Start + "\n" + Content)]
    [InlineData(Start + "\n\"CUSTOM\",\"name\":\"n\",\"value\":1\n" + Content + "\n" + End + "\n" + Finished)]
    [InlineData(Start + ",\"subagentRunId\":\"s1\"\n" + Content + "\n" + End + "\n" + Finished)]
    public void A_message_that_chunks_cannot_carry_stays_as_it_is(string lines)
    {
        Event[] events = Events.Lines(lines);
        ChunkCollapser.Collapse(events).ShouldBe(events);
    }

    [Fact]
    public void A_message_that_begins_again_at_once_is_not_merged()
    {
        Event[] events = Events.Lines($"{Start}\n{Content}\n{End}\n{Start}\n{Content}\n{End}\n{Finished}");
        IReadOnlyList<Event> chunks = ChunkCollapser.Collapse(events);
        chunks.Count.ShouldBeLessThan(events.Length);
        Events.Expand(chunks).ShouldBe(events);
    }

    [Fact]
    public void Chunks_among_the_events_are_refused() =>
        Should.Throw<ArgumentException>(() =>
            ChunkCollapser.Collapse([new Event.TextMessageChunk { MessageId = "m" }])
        );
}

using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.State;

/// <summary>What values look like for people: text of the peer is escaped and cut.</summary>
public sealed class TextTests
{
    [Fact]
    public void Text_of_the_peer_is_escaped_and_cut()
    {
        string id = "\u001b" + new string('x', 1_000);
        string shown = $"\"\\u001b{new string('x', 94)}…\" (1001 characters)";
        new RunChange(1, RunChanges.Messages, id)
            .ToString()
            .ShouldBe($"RunChange {{ EventIndex = 1, Parts = Messages, MessageId = {shown} }}");
        new DroppedUnknown("/a", id).ToString().ShouldBe($"DroppedUnknown {{ Path = \"/a\", Tag = {shown} }}");
        RunState run = new([new Message.User { Id = "u", Content = "Hi" }]);
        run.Apply(new Event.RunStarted { ThreadId = id, RunId = "r" });
        string text = run.ToSnapshot().ToString();
        text.ShouldStartWith("RunSnapshot { Messages = [User { Id = \"u\"");
        text.ShouldContain($"ThreadId = {shown}, RunId = \"r\", Outcome = Truncated");
    }
}

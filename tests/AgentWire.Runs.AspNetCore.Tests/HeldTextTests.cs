using System.Text;
using AgentWire.AgUi;
using AgentWire.Extensions.AI.Runs;

namespace AgentWire.Runs.AspNetCore.Tests;

/// <summary>Text that ends in the middle of a surrogate pair.</summary>
public sealed class HeldTextTests
{
    // The attribute cannot contain halves: < and > stand for them, and ? for U+FFFD.
    [Theory]
    [InlineData("a<>", "a<>")]
    [InlineData("a<|>b", "a|<>b")]
    [InlineData("<||>", "||<>")]
    [InlineData("a<", "a|?")]
    [InlineData("<|b", "|?b")]
    [InlineData(">", "?")]
    [InlineData("<<|>", "?|<>")]
    [InlineData("><|", "?||?")]
    [InlineData("x<y", "x?y")]
    public void Halves_wait_for_each_other(string pieces, string expected)
    {
        HeldText text = new();
        List<string> sent = [.. Halves(pieces).Split('|').Select(text.Append)];
        string rest = text.Flush();
        if (rest.Length > 0)
        {
            sent.Add(rest);
        }

        string.Join('|', sent).ShouldBe(Halves(expected));
        text.Flush().ShouldBeEmpty();
    }

    [Fact]
    public void Text_that_is_cut_anywhere_arrives_whole()
    {
        Random random = new(20261129);
        for (int i = 0; i < 1000; i++)
        {
            string whole = string.Concat(
                Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(2) == 0 ? "é" : "😀")
            );
            HeldText text = new();
            StringBuilder sent = new();
            for (int start = 0; start < whole.Length; )
            {
                int length = random.Next(1, whole.Length - start + 1);
                string piece = text.Append(whole.Substring(start, length));
                new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(piece);
                sent.Append(piece);
                start += length;
            }

            sent.Append(text.Flush()).ToString().ShouldBe(whole);
        }
    }

    [Fact]
    public async Task A_run_sends_the_held_half_with_the_other_one_or_before_the_end()
    {
        string[] events = await AgentServer.RunAsync(async run =>
        {
            await using (TextMessageWriter message = await run.StartMessageAsync("m"))
            {
                await message.AppendAsync("a\ud83d");
                await message.AppendAsync("\ude00");
                await message.AppendAsync("\ud83d");
            }

            ReasoningWriter reasoning = await run.StartReasoningAsync("q");
            await reasoning.AppendAsync("\ud83d");
            ToolCallWriter call = await run.StartToolCallAsync("find", "c");
            await call.AppendAsync("\"\ud83d");
        });
        events
            .Select(AgUiWire.Server.Read)
            .Select(each =>
                each switch
                {
                    Event.TextMessageContent content => content.Delta,
                    Event.ReasoningMessageContent content => content.Delta,
                    Event.ToolCallArgs content => content.Delta,
                    _ => each.Tag[..4],
                }
            )
            .ShouldBe([
                "RUN_",
                "TEXT",
                "a",
                "😀",
                "\ufffd",
                "TEXT",
                "REAS",
                "REAS",
                "TOOL",
                "\"",
                "\ufffd",
                "TOOL",
                "\ufffd",
                "REAS",
                "REAS",
                "RUN_",
            ]);
    }

    private static string Halves(string text) =>
        text.Replace('<', '\ud83d').Replace('>', '\ude00').Replace('?', '\ufffd');
}

using System.Diagnostics;
using System.Reflection;
using AgentWire.SmoothOperator;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

namespace AgentWire.Tests.Api;

/// <summary>The text of values for people, in logs, in a debugger and in failed tests.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("hi", "\"hi\"")]
    [InlineData("say \"hi\" \\ }", "\"say \\\"hi\\\" \\\\ }\"")]
    [InlineData("a\r\n\u001b[31m", "\"a\\u000d\\u000a\\u001b[31m\"")]
    [InlineData("gnp\u202eexe.", "\"gnp\\u202eexe.\"")]
    public void Text_is_quoted_and_escaped(string text, string shown) =>
        new StreamEvent.Chunk { Content = text }
            .ToString()
            .ShouldBe($"Chunk {{ Content = {shown} }}");

    [Theory]
    [InlineData(100, 'x')]
    [InlineData(100, 'é')]
    public void Text_of_a_hundred_characters_is_whole(int length, char letter) =>
        new StreamEvent.Chunk { Content = new string(letter, length) }
            .ToString()
            .ShouldBe($"Chunk {{ Content = \"{new string(letter, length)}\" }}");

    [Fact]
    public void Longer_text_is_cut_and_its_length_told()
    {
        new StreamEvent.Chunk { Content = new string('x', 101) }
            .ToString()
            .ShouldBe($"Chunk {{ Content = \"{new string('x', 100)}…\" (101 characters) }}");
        new StreamEvent.Chunk { Content = new string('\n', 8192) }
            .ToString()
            .ShouldBe(
                $"Chunk {{ Content = \"{string.Concat(Enumerable.Repeat("\\u000a", 16))}…\" (8192 characters) }}"
            );
    }

    [Fact]
    public void Opaque_JSON_is_cut_and_its_bytes_told()
    {
        RawJson json = RawJson.Parse($"[\"{new string('é', 1000)}\"]");
        string shown = $"[\"{new string('é', 98)}… (2004 bytes)";
        new AgUiEvent.StateSnapshot { Timestamp = WireTimestamp.FromUnix(0), Snapshot = json }
            .ToString()
            .ShouldBe($"StateSnapshot {{ Timestamp = 1970-01-01T00:00:00Z, Snapshot = {shown} }}");
        RawMembers
            .Create([KeyValuePair.Create("a", json), KeyValuePair.Create("b\n", default(RawJson))])
            .ToString()
            .ShouldBe($"{{ \"a\": {shown}, \"b\\u000a\": null }}");
        json.ToString().Length.ShouldBe(1004);
        Debugged(json).ShouldBe(shown);
        Debugged(default(RawJson)).ShouldBe("null");
    }

    [Fact]
    public void A_list_shows_its_first_elements()
    {
        ((WireList<string>)["a\n", "b"]).ToString().ShouldBe("[\"a\\u000a\", \"b\"]");
        Enumerable.Range(0, 10).ToWireList().ToString().ShouldBe("[0, 1, 2, 3, 4, 5, 6, 7, … 2 more]");
        ((WireList<bool?>)[true, null]).ToString().ShouldBe("[true, null]");
        default(WireList<int>).ToString().ShouldBe("[]");
        Enumerable.Repeat(new string('x', 1000), 8).ToWireList().ToString().Length.ShouldBeInRange(900, 1200);
    }

    [Fact]
    public void Members_without_a_value_are_left_out_and_numbers_are_those_of_the_wire()
    {
        new ServerEvent.Pong { Timestamp = 5 }
            .ToString()
            .ShouldBe("Pong { Timestamp = 5 }");
        new ServerEvent.Pong().ToString().ShouldBe("Pong { }");
        new Citation
        {
            Id = "i",
            Title = "t",
            Snippet = "s",
            Score = 0.1,
        }
            .ToString()
            .ShouldContain("Score = 0.1");
        ErrorCode code = new("MINE\n");
        code.ToString().ShouldBe("MINE\n");
        new ErrorInfo { Code = code, Message = "m" }
            .ToString()
            .ShouldBe("ErrorInfo { Code = MINE\\u000a, Message = \"m\" }");
        new AgUiEvent.StateSnapshot { Timestamp = WireTimestamp.FromUnix(0), Snapshot = default }
            .ToString()
            .ShouldBe("StateSnapshot { Timestamp = 1970-01-01T00:00:00Z, Snapshot = null }");
    }

    [Fact]
    public void What_is_long_in_all_is_cut_too()
    {
        string text = new string('\n', 1000);
        TaskInfo task = new()
        {
            Id = 1,
            Agent = text,
            Status = text,
            Description = text,
            CreatedBy = text,
            PromptTokens = 2,
            CompletionTokens = 3,
            AliveSecs = 4,
            Result = text,
            Extra = RawMembers.Create(
                Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"m{i}{text}", RawJson.Parse("1")))
            ),
        };
        task.ToString().Length.ShouldBeLessThan(3000);
        new ServerMessage.Tasks { Items = [task, task, task] }
            .ToString()
            .Length.ShouldBeLessThan(2500);
        task.Extra.ToString().ShouldEndWith(" more }");
    }

    [Fact]
    public void Codecs_and_dialects_say_their_names()
    {
        WalrusWire.Server.ToString().ShouldBe("walrus ServerMessage");
        WalrusWire.Dialect.ToString().ShouldBe("walrus 0.1");
        foreach (WireDialect dialect in WireDialects.All)
        {
            dialect.ToString().ShouldBe($"{dialect.Name} {dialect.Version}");
            foreach (WireCodec codec in dialect.Types)
            {
                codec.ToString().ShouldBe($"{dialect.Name} {codec.TypeName}");
            }
        }

        SystemPromptWire
            .Server.ServerSentEvents.ToString()
            .ShouldStartWith("{ EventsWithoutMessage = [\"heartbeat\"], KeepAliveEvent = \"heartbeat\"");
        WalrusWire.Server.ServerSentEvents.ToString().ShouldBe("{ EventsWithoutMessage = [], HasIds = true }");
        WireOptions.Default.ToString().ShouldStartWith("WireOptions { UnknownMembers = Ignore, ");
    }

    /// <summary>Returns what the debugger shows: the value of the property in the attribute.</summary>
    private static string Debugged(object value)
    {
        string display = value.GetType().GetCustomAttribute<DebuggerDisplayAttribute>()!.Value;
        return (string)
            value
                .GetType()
                .GetProperty(display.TrimStart('{').Split(',')[0], BindingFlags.Instance | BindingFlags.NonPublic)!
                .GetValue(value)!;
    }
}

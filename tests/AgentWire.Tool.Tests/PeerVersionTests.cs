using System.Text.Json;

namespace AgentWire.Tool.Tests;

/// <summary>What <c>check</c> says about a version of the peer.</summary>
public class PeerVersionTests
{
    private const string Actions = """
        {"action":"list_conversations","limit":1,"requestId":"r1"}
        {"action":"list_conversations","cursor":"c2","limit":1,"query":"é","requestId":"r1"}
        {"action":"list_conversations", "query":"q"}
        {"action":"later","cursor":"c"}

        """;

    [Fact]
    public async Task Check_lists_the_members_that_the_peer_does_not_have()
    {
        ToolResult result = await Check("smooth-operator", "client", "2026-08-22", Actions);
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain(
            """
            Unknown to version 2026-08-22: 3
              -:2: omitted at /cursor (byte 31): version 2026-08-22 of the peer does not have this member, which exists since 2026-08-23
              -:2: omitted at /query (byte 55): version 2026-08-22 of the peer does not have this member, which exists since 2026-08-23
              -:3: omitted at /query (byte 31): version 2026-08-22 of the peer does not have this member, which exists since 2026-08-23

            """
        );
        result.Output.ShouldEndWith("4 lines (0 empty): 0 refused, 1 not canonical, 3 unknown to version 2026-08-22\n");
    }

    [Theory]
    [InlineData("smooth-operator", "client", "2026-08-23", Actions)]
    [InlineData("synaps", "server", "0.9.0", "{\"type\":\"response_start\"}\n")]
    [InlineData("synaps", "server", "0.8", "{\"type\":\"later\"}\n{\"type\":\"done\",\"x\":1}\n")]
    [InlineData("walrus", "server", "7", "{\"type\":\"pong\"}\n")]
    public async Task Check_finds_nothing_that_a_newer_peer_knows(
        string dialect,
        string side,
        string version,
        string input
    )
    {
        ToolResult result = await Check(dialect, side, version, input);
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldNotContain("Unknown to version", Case.Sensitive);
        result.Output.ShouldEndWith($", 0 unknown to version {version}\n");
    }

    [Fact]
    public async Task Check_lists_the_messages_that_cannot_be_written_with_their_places()
    {
        const string Input = """
            {"type":"text","content":"é"}
            {"type":"response_start"}
            {"type":"response_reset"}

            """;
        ToolResult result = await Check("synaps", "server", "0.8", Input, "--format", "json");
        result.ExitCode.ShouldBe(1);
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("peerVersion").GetString().ShouldBe("0.8");
        json.RootElement.GetProperty("refused").GetProperty("count").GetInt32().ShouldBe(0);
        JsonElement unknown = json.RootElement.GetProperty("unknownToPeer");
        unknown.GetProperty("count").GetInt32().ShouldBe(2);
        unknown
            .GetProperty("lines")
            .EnumerateArray()
            .Select(each =>
                $"{each.GetProperty("line")} {each.GetProperty("code")} {each.GetProperty("pointer")} {each.GetProperty("byte")} {each.GetProperty("message")}"
            )
            .ShouldBe([
                "2 not_representable  0 expected something that version 0.8 of the peer has, found ServerMessage.response_start, which exists since 0.9",
                "3 not_representable  0 expected something that version 0.8 of the peer has, found ServerMessage.response_reset, which exists since 0.9",
            ]);

        const string Answer = "{\"type\":\"answer\",\"response\":{\"FreeText\":\"f\"}}\n";
        result = await Check("cinch", "client", "0.2", Answer);
        result.Output.ShouldContain("  -:1: not_representable at /response (byte 28): ");
    }

    [Fact]
    public async Task Check_without_a_version_says_nothing_about_peers()
    {
        ToolResult result = await InProcess.Run(
            "{\"type\":\"response_start\"}\n",
            "check",
            "--dialect",
            "synaps",
            "--side",
            "server",
            "--format",
            "json",
            "-"
        );
        result.ExitCode.ShouldBe(0);
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        json.RootElement.GetProperty("peerVersion").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("unknownToPeer").GetProperty("count").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData(
        "check --dialect systemprompt --side server --peer-version 0.8 -",
        "systemprompt covers version 0.9.0 to 0.34.0, and not the version 0.8 of --peer-version"
    )]
    [InlineData(
        "check --dialect synaps --side server --peer-version 0.9-rc1 -",
        "--peer-version must be a version (numbers of at most 18 digits, separated by points or hyphens, such as 0.9.1 or 2026-08-22), not '0.9-rc1'"
    )]
    public async Task A_version_that_cannot_be_meant_is_a_mistake(string arguments, string error)
    {
        ToolResult result = await InProcess.Run("", arguments.Split(' '));
        result.ShouldBe(2, "", $"agentwire: {error}\n");
    }

    private static Task<ToolResult> Check(
        string dialect,
        string side,
        string version,
        string input,
        params string[] more
    ) => InProcess.Run(input, ["check", "--dialect", dialect, "--side", side, "--peer-version", version, .. more, "-"]);
}

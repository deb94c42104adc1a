using System.Text.Json;

namespace AgentWire.Tool.Tests;

public class ListTests
{
    [Fact]
    public async Task Text_shows_every_dialect_side_and_type()
    {
        ToolResult result = await InProcess.Run("", "list");
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        result.Output.ShouldContain("walrus 0.1: Walrus, for peers of version 0.0.5\n");
        string[] lines = result.Output.Split('\n');
        lines.ShouldAllBe(line => line == line.TrimEnd());
        lines.ShouldContain(line =>
            line.Contains("ServerMessage   server   response, stream, download, error, pong, hub, ")
        );
        lines.ShouldContain(line => line.Contains("ClientMessage   client   send, stream, download, ping, "));
        foreach (WireCodec type in WireDialects.All.SelectMany(dialect => dialect.Types))
        {
            lines.ShouldContain(line => line.Trim() == type.TypeName || line.Trim().StartsWith(type.TypeName + " "));
        }
    }

    [Fact]
    public async Task Json_shows_the_same()
    {
        ToolResult result = await InProcess.Run("", "list", "--format", "json");
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        JsonElement walrus = json
            .RootElement.GetProperty("dialects")
            .EnumerateArray()
            .Single(dialect => dialect.GetProperty("name").GetString() == "walrus");
        var sides = walrus
            .GetProperty("types")
            .EnumerateArray()
            .ToDictionary(type => type.GetProperty("type").GetString()!, type => type.GetProperty("side").GetString());
        sides["ServerMessage"].ShouldBe("server");
        sides["ClientMessage"].ShouldBe("client");
        sides["TaskInfo"].ShouldBeNull();
        sides.Count.ShouldBe(AgentWire.Walrus.WalrusWire.Dialect.Types.Count);
        json.RootElement.GetProperty("dialects")
            .EnumerateArray()
            .Select(dialect => dialect.GetProperty("peers"))
            .Select(peers =>
                $"{peers.GetProperty("from")} {peers.GetProperty("to")} [{string.Join(' ', peers.GetProperty("changes").EnumerateArray())}]"
            )
            .ShouldBe([
                "1.0 1.1 [1.1]",
                "0.1 0.4 [0.3.0]",
                "2026-08-22  [2026-08-23]",
                "0.3.6 0.9.0 [0.9]",
                "0.9.0 0.34.0 []",
                "0.0.5 0.0.5 []",
            ]);
    }
}

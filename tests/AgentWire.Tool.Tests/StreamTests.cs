namespace AgentWire.Tool.Tests;

/// <summary>The behaviour of the tool in a pipeline.</summary>
public class StreamTests
{
    private const long MemoryLimit = 100_000_000;
    private static readonly string[] Canon = ["canon", "--dialect", "walrus", "--side", "server"];

    [Fact]
    public async Task Output_comes_before_the_next_input()
    {
        using ToolProcess tool = ToolProcess.Start(Canon);
        for (int i = 0; i < 3; i++)
        {
            await tool.Feed("{ \"type\":\"pong\"}\n"u8.ToArray());
            (await ToolProcess.ReadLine(tool.Output)).ShouldBe("{\"type\":\"pong\"}");
        }

        await tool.Feed("[]\n"u8.ToArray());
        (await ToolProcess.ReadLine(tool.Error)).ShouldStartWith("-:4: wrong_type at (root) (byte 0): ");
        (await ToolProcess.ReadLine(tool.Output)).ShouldBeEmpty();
        tool.HasExited.ShouldBeFalse();
        tool.EndInput();
        (await tool.Exit()).ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"type\":\"pong\"}\n", 0)]
    [InlineData("{\"type\":\"pong\"\n", 1)]
    public async Task When_the_reader_goes_away_the_tool_stops_quietly(string line, int exitCode)
    {
        using ToolProcess tool = ToolProcess.Start(Canon);
        Task<byte[]> error = ToolProcess.ReadAll(tool.Error);
        Task<bool> endless = FeedForEver(tool, line);
        await ToolProcess.ReadLine(tool.Output);
        tool.Output.Close();

        (await tool.Exit()).ShouldBe(exitCode);
        (await endless).ShouldBeFalse();
        string[] said = System
            .Text.Encoding.UTF8.GetString(await error)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        said.ShouldAllBe(each => each.StartsWith("-:", StringComparison.Ordinal));
        (said.Length > 0).ShouldBe(exitCode == 1);
    }

    [Fact]
    public async Task While_the_reader_stays_the_tool_goes_on()
    {
        using ToolProcess tool = ToolProcess.Start(Canon);
        Task<bool> endless = FeedForEver(tool, "{\"type\":\"pong\"}\n");
        byte[] buffer = new byte[1 << 16];
        for (int taken = 0; taken < 8 << 20; )
        {
            taken += await tool.Output.ReadAsync(buffer);
        }

        tool.HasExited.ShouldBeFalse();
        endless.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task When_nobody_reads_the_findings_the_output_goes_on()
    {
        using ToolProcess tool = ToolProcess.Start(Canon);
        tool.Error.Close();
        Task<byte[]> output = ToolProcess.ReadAll(tool.Output);
        await tool.Feed("[]\n"u8.ToArray());
        await tool.Feed(Repeat("[]\n", 10_000));
        await tool.Feed("{\"type\":\"pong\"}\n"u8.ToArray());
        tool.EndInput();
        (await tool.Exit()).ShouldBe(1);
        System.Text.Encoding.UTF8.GetString(await output).ShouldBe(new string('\n', 10_001) + "{\"type\":\"pong\"}\n");
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_told_in_one_line()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (string command in (string[])["list", "--help", "check --dialect walrus --side server -"])
        {
            ToolResult result = await ToolProcess.Shell($"echo | agentwire {command} > /dev/full");
            result.Error.ShouldStartWith("agentwire: cannot write the output: ");
            result.Error.Split('\n').Length.ShouldBe(2);
            result.ExitCode.ShouldBe(3);
        }
    }

    [Fact]
    public async Task Output_and_findings_may_share_a_file_with_others()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        string log = Path.Combine(folder.Path, "log");
        string canon = $"agentwire {string.Join(' ', Canon)}";
        await ToolProcess.Shell(
            $"(echo first; echo '{{\"type\":\"pong\"}}' | {canon}; echo [] | {canon}; echo last) > '{log}' 2>&1"
        );
        string[] lines = File.ReadAllLines(log);
        lines.Length.ShouldBe(5);
        lines[..2].ShouldBe(["first", "{\"type\":\"pong\"}"]);
        lines[2].ShouldStartWith("-:1: wrong_type");
        lines[3..].ShouldBe(["", "last"]);
    }

    [Fact]
    public async Task A_line_without_end_is_refused_once_and_not_stored()
    {
        using ToolProcess tool = ToolProcess.Start(Canon);
        byte[] chunk = Repeat("x", 1 << 20);
        for (int i = 0; i < 40; i++)
        {
            (await tool.Feed(chunk)).ShouldBeTrue();
        }

        // The finding is reported although the line has not ended.
        (await ToolProcess.ReadLine(tool.Error)).ShouldStartWith("-:1: too_large at (root) (byte 16777216): ");
        tool.PeakMemory.ShouldBeLessThan(MemoryLimit);
        await tool.Feed("\n{\"type\":\"pong\"}\n"u8.ToArray());
        tool.EndInput();
        Task<byte[]> output = ToolProcess.ReadAll(tool.Output);
        (await tool.Exit()).ShouldBe(1);
        System.Text.Encoding.UTF8.GetString(await output).ShouldBe("\n{\"type\":\"pong\"}\n");
        (await ToolProcess.ReadAll(tool.Error)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task The_limit_is_16_MiB_to_the_byte(int excess, int exitCode)
    {
        string line = "{\"type\":\"pong\"}".PadRight((16 << 20) + excess);
        ToolResult result = await InProcess.Run(line + "\n{\"type\":\"pong\"}\n", Canon);
        result.Output.ShouldBe((excess == 0 ? "{\"type\":\"pong\"}" : "") + "\n{\"type\":\"pong\"}\n");
        result.ExitCode.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData("canon", "--dialect", "walrus", "--side", "server")]
    [InlineData("check", "--dialect", "walrus", "--side", "server", "-")]
    public async Task Memory_does_not_grow_with_the_input(params string[] arguments)
    {
        byte[] session = File.ReadAllBytes(Path.Combine(ToolProcess.Root, "spec/walrus/sessions/server.ndjson"));
        byte[] damaged = Repeat("{\"type\":\"pong\",\"type\":1}\n{ }\n", 500);
        using ToolProcess tool = ToolProcess.Start(arguments);
        Task output = tool.Output.CopyToAsync(Stream.Null);
        Task error = tool.Error.CopyToAsync(Stream.Null);
        for (int bytes = 0; bytes < 40_000_000; bytes += session.Length + damaged.Length)
        {
            await tool.Feed(session);
            await tool.Feed(damaged);
        }

        tool.PeakMemory.ShouldBeLessThan(MemoryLimit);
        tool.EndInput();
        (await tool.Exit()).ShouldBe(1);
        await Task.WhenAll(output, error);
    }

    [Theory]
    [InlineData("canon", "--dialect", "walrus", "--side", "server")]
    [InlineData("check", "--dialect", "walrus", "--side", "server", "-")]
    public Task Memory_is_a_small_multiple_of_the_longest_line(params string[] arguments) =>
        LongLines.Feed(8, arguments);

    private static Task<bool> FeedForEver(ToolProcess tool, string line) =>
        Task.Run(async () =>
        {
            byte[] lines = Repeat(line, 1000);
            while (await tool.Feed(lines)) { }
            return false;
        });

    private static byte[] Repeat(string text, int count) =>
        System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, count)));
}

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace AgentWire.Tool.Tests;

/// <summary>The result of a run that a signal ends: the output so far, and the exit code of the signal.</summary>
public class InterruptionTests
{
    private const string Pong = "{\"type\":\"pong\"}\n";

    // More than a pipe can hold. When it is written, the tool has read a part of it.
    private const int Lines = 20_000;

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task Check_sums_up_what_it_has_read(string signal, int exitCode)
    {
        using ToolProcess tool = ToolProcess.Start("check", "--dialect", "walrus", "--side", "server", "-");
        await tool.Feed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pong, Lines)) + "[]\n"));
        tool.Signal(signal);
        string output = Encoding.UTF8.GetString(await ToolProcess.ReadAll(tool.Output));
        output.ShouldContain("  pong ");
        output.ShouldMatch(@"\ninterrupted after [0-9,]+ lines \(0 empty\): [01] refused, 0 not canonical\n$");
        (await ToolProcess.ReadLine(tool.Error)).ShouldBe(
            $"agentwire: interrupted by SIG{signal}; the summary covers what was read until then"
        );
        (await tool.Exit()).ShouldBe(exitCode);
    }

    [UnixFact]
    public async Task Check_sums_up_in_json_too()
    {
        using var folder = new TemporaryFolder();
        string whole = folder.Write("whole.ndjson", Pong + Pong + "[]\n");
        string waiting = folder.MakeFifo("waiting.ndjson");
        using ToolProcess tool = ToolProcess.Start(
            "check",
            "--dialect",
            "walrus",
            "--side",
            "server",
            "--format",
            "json",
            whole,
            "-",
            waiting
        );
        await tool.Feed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pong, Lines))));
        tool.Signal("INT");
        using JsonDocument json = JsonDocument.Parse(await ToolProcess.ReadAll(tool.Output));
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("refused").GetProperty("count").GetInt32().ShouldBe(1);
        JsonElement[] files = [.. json.RootElement.GetProperty("files").EnumerateArray()];
        files.Length.ShouldBe(2);
        files[0].GetProperty("lines").GetInt32().ShouldBe(3);
        files[1].GetProperty("lines").GetInt32().ShouldBeGreaterThan(0);
        files[1].GetProperty("bytes").GetInt32().ShouldBeGreaterThan(0);
        (await tool.Exit()).ShouldBe(130);
    }

    [LinuxFact]
    public async Task A_wait_for_the_writer_of_a_fifo_can_be_interrupted()
    {
        using var folder = new TemporaryFolder();
        string whole = folder.Write("whole.ndjson", Pong);
        using ToolProcess tool = ToolProcess.Start(
            "check",
            "--dialect",
            "walrus",
            "--side",
            "server",
            whole,
            folder.MakeFifo("fifo")
        );
        await ToolProcess.Until(() => Opens(tool, "fifo"));
        tool.Signal("INT");
        Encoding
            .UTF8.GetString(await ToolProcess.ReadAll(tool.Output))
            .ShouldContain("\ninterrupted after 1 line (0 empty): ");
        (await tool.Exit()).ShouldBe(130);
    }

    [LinuxFact]
    public async Task A_fifo_is_read_to_its_end()
    {
        using var folder = new TemporaryFolder();
        string fifo = folder.MakeFifo("fifo");
        using ToolProcess tool = ToolProcess.Start("canon", "--dialect", "walrus", "--side", "server", fifo);
        await ToolProcess.Until(() => Opens(tool, "fifo"));
        await Task.Run(() => File.WriteAllText(fifo, " " + Pong));
        Encoding.UTF8.GetString(await ToolProcess.ReadAll(tool.Output)).ShouldBe(Pong);
        (await tool.Exit()).ShouldBe(0);
    }

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task Canon_writes_what_it_has_read(string signal, int exitCode)
    {
        using ToolProcess tool = ToolProcess.Start("canon", "--dialect", "walrus", "--side", "server");
        await tool.Feed(Encoding.UTF8.GetBytes("[]\n" + Pong));
        (await ToolProcess.ReadLine(tool.Error)).ShouldStartWith("-:1: ");
        tool.Signal(signal);
        Encoding.UTF8.GetString(await ToolProcess.ReadAll(tool.Output)).ShouldBe("\n" + Pong);
        Encoding
            .UTF8.GetString(await ToolProcess.ReadAll(tool.Error))
            .ShouldBe($"agentwire: interrupted by SIG{signal} after line 2 of '-'\n");
        (await tool.Exit()).ShouldBe(exitCode);
    }

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task Conform_reports_what_it_has_found(string signal, int exitCode)
    {
        ToolResult text = await Conform(signal, "text");
        text.Output.ShouldMatch(@"\ndoes not conform: [1-9][0-9]* of 14 cases, ");
        text.Error.ShouldMatch($"^agentwire: the run was interrupted by SIG{signal} after [0-9]+ of 14 cases\n$");
        text.ExitCode.ShouldBe(exitCode);
    }

    [UnixFact]
    public async Task Conform_reports_in_json_and_junit_too()
    {
        using JsonDocument json = JsonDocument.Parse((await Conform("INT", "json")).OutputBytes);
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("error").GetString()!.ShouldStartWith("the run was interrupted by SIGINT");
        json.RootElement.GetProperty("checks").GetArrayLength().ShouldBeGreaterThan(0);

        XElement suites = XDocument.Parse((await Conform("INT", "junit")).Output).Root!;
        suites
            .Descendants("error")
            .ShouldHaveSingleItem()
            .Attribute("message")!
            .Value.ShouldStartWith("the run was interrupted by SIGINT");
        suites.Descendants("testcase").Count().ShouldBeGreaterThan(1);
    }

    [UnixFact]
    public async Task A_second_signal_ends_the_tool_at_once()
    {
        using ToolProcess tool = ToolProcess.Start("canon", "--dialect", "walrus", "--side", "server");
        Task<bool> feeding = tool.Feed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pong, Lines))));

        // Nobody reads more, so it waits until it can write.
        (await ToolProcess.ReadLine(tool.Output)).ShouldBe(Pong.TrimEnd());
        tool.Signal("TERM");
        tool.Signal("TERM");
        (await tool.Exit()).ShouldBe(143);
        await feeding;
    }

    [Fact]
    public void Of_signals_that_arrive_together_only_one_is_the_first()
    {
        const int Threads = 4;
        for (int round = 0; round < 200; round++)
        {
            using var interruption = new Interruption();
            using var together = new Barrier(Threads);
            int first = 0;
            Thread[] threads =
            [
                .. Enumerable
                    .Range(0, Threads)
                    .Select(_ => new Thread(() =>
                    {
                        together.SignalAndWait();
                        if (interruption.Receive(PosixSignal.SIGTERM, 15))
                        {
                            Interlocked.Increment(ref first);
                        }
                    })),
            ];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            first.ShouldBe(1);
            interruption.HasCome.ShouldBeTrue();
            interruption.ExitCode.ShouldBe(143);
        }
    }

    [UnixFact]
    public async Task One_signal_ends_a_tool_that_cannot_write()
    {
        using ToolProcess tool = ToolProcess.Start("canon", "--dialect", "walrus", "--side", "server");
        Task<bool> feeding = tool.Feed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pong, Lines))));
        (await ToolProcess.ReadLine(tool.Output)).ShouldBe(Pong.TrimEnd());
        tool.Signal("TERM");
        (await tool.Exit()).ShouldBe(143);
        await feeding;
    }

    private static async Task<ToolResult> Conform(string signal, string format)
    {
        using var folder = new TemporaryFolder();
        string hanging = folder.PathOf("hanging");
        using ToolProcess tool = ToolProcess.Start(
            "conform",
            "--exec",
            BrokenTestee.Command("AgentWire.Tool.Tests.dll", $"hangs {hanging}"),
            "--spec",
            BrokenTestee.Spec,
            "--timeout",
            "1000",
            "--format",
            format
        );
        await ToolProcess.Until(() => File.Exists(hanging));
        tool.Signal(signal);
        Task<byte[]> output = ToolProcess.ReadAll(tool.Output);
        Task<byte[]> error = ToolProcess.ReadAll(tool.Error);
        int exitCode = await tool.Exit();
        return new ToolResult(exitCode, await output, Encoding.UTF8.GetString(await error));
    }

    private static bool Opens(ToolProcess tool, string name) =>
        Directory
            .GetFiles($"/proc/{tool.Id}/fd")
            .Any(descriptor => Path.GetFileName(new FileInfo(descriptor).LinkTarget) == name);
}

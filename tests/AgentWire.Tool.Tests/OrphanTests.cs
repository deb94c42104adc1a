namespace AgentWire.Tool.Tests;

/// <summary>No process that the testee has started survives <c>conform</c>, however it ends.</summary>
public class OrphanTests
{
    // Each process writes its number to a file, and ignores the end of its input and of its output.
    private const string Child = "sh -c 'echo $$ > {0}/child; trap \"\" HUP TERM INT PIPE; exec sleep 1000'";
    private const string Detached =
        "setsid sh -c 'echo $$ > {0}/detached; exec sleep 1000' > /dev/null 2>&1 < /dev/null";
    private const string Abandoned =
        "(sh -c 'echo $$ > {0}/abandoned; exec sleep 1000' > /dev/null 2>&1 < /dev/null &)";

    private static readonly string[] Kinds = ["child", "detached", "abandoned"];

    public static TheoryData<string, int> Signals =>
        new()
        {
            { "INT", 130 },
            { "TERM", 143 },
            { "HUP", 129 },
            { "KILL", 137 },
        };

    [LinuxTheory]
    [MemberData(nameof(Signals))]
    public async Task A_signal_leaves_nothing_behind(string signal, int exitCode)
    {
        using var folder = new TemporaryFolder();
        using ToolProcess tool = ToolProcess.Start(
            "conform",
            "--exec",
            $"sh {Script(folder, "cat > /dev/null | sleep 1000")}",
            "--timeout",
            "1000"
        );
        await ToolProcess.Until(() => Kinds.All(kind => Started(folder, kind) && Lives(folder, kind)));
        tool.Signal(signal);
        (await tool.Exit()).ShouldBe(exitCode);
        await ToolProcess.Until(() => !Kinds.Any(kind => Lives(folder, kind)));
    }

    [LinuxFact]
    public async Task A_run_that_ends_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        string testee = BrokenTestee.Command("AgentWire.Tool.dll", "testee");
        ToolResult result = await ToolProcess.Run(
            "",
            "conform",
            "--exec",
            $"sh {Script(folder, Ready(folder) + "; exec " + testee)}",
            "--filter",
            "Required.walrus.ServerMessage.pong"
        );
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
        await ToolProcess.Until(() => !Kinds.Any(kind => Lives(folder, kind)));
    }

    [LinuxTheory]
    [InlineData("exit 0")]
    [InlineData("echo nonsense; sleep 1000")]
    [InlineData("sleep 1000")]
    public async Task A_testee_that_fails_leaves_nothing_behind(string end)
    {
        using var folder = new TemporaryFolder();
        ToolResult result = await ToolProcess.Run(
            "",
            "conform",
            "--exec",
            $"sh {Script(folder, Ready(folder) + "; " + end)}",
            "--filter",
            "Required.walrus.ServerMessage.pong",
            "--timeout",
            "1"
        );
        result.ExitCode.ShouldBe(1);
        await ToolProcess.Until(() => !Kinds.Any(kind => Lives(folder, kind)));
    }

    [LinuxFact]
    public async Task A_run_that_is_given_up_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        ToolResult result = await ToolProcess.Run("", "conform", "--exec", $"sh {Script(folder, Ready(folder))}");
        result.ExitCode.ShouldBe(3);
        await ToolProcess.Until(() => !Kinds.Any(kind => Lives(folder, kind)));
    }

    [LinuxFact]
    public async Task Processes_of_others_live_on()
    {
        using var folder = new TemporaryFolder();
        using var other = System.Diagnostics.Process.Start("sleep", "1000");
        try
        {
            ToolResult result = await ToolProcess.Run("", "conform", "--exec", $"sh {Script(folder, Ready(folder))}");
            result.ExitCode.ShouldBe(3);
            other.HasExited.ShouldBeFalse();
        }
        finally
        {
            other.Kill();
        }
    }

    /// <summary>Returns a testee that starts one process of each kind, and then runs a line of shell.</summary>
    private static string Script(TemporaryFolder folder, string end)
    {
        string start = string.Join('\n', $"{Child} > /dev/null &", $"{Detached} &", Abandoned);
        return folder.Write("testee.sh", start.Replace("{0}", folder.Path, StringComparison.Ordinal) + $"\n{end}\n");
    }

    /// <summary>Waits until all of them have started.</summary>
    private static string Ready(TemporaryFolder folder) =>
        $"until [ -s {folder.Path}/child -a -s {folder.Path}/detached -a -s {folder.Path}/abandoned ]; do sleep 0.05; done";

    private static bool Started(TemporaryFolder folder, string kind) =>
        File.Exists(folder.PathOf(kind)) && File.ReadAllText(folder.PathOf(kind)).EndsWith('\n');

    // A process that has ended, but whose parent has not waited for it, has no command line.
    private static bool Lives(TemporaryFolder folder, string kind)
    {
        string id = File.ReadAllText(folder.PathOf(kind)).Trim();
        try
        {
            return File.ReadAllBytes($"/proc/{id}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

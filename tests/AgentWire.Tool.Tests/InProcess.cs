using System.Text;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.Tests;

/// <summary>
/// The tool inside the process of the tests, with standard streams in memory. It is much faster than a
/// <see cref="ToolProcess"/>, which remains for what only a process shows: signals, pipes, closed streams and memory.
/// </summary>
internal static class InProcess
{
    // Here and not in a module initializer, because the test runner sets the folder after it has loaded the tests.
    static InProcess() => Environment.CurrentDirectory = RepositoryRoot.Path;

    /// <summary>Runs the tool to its end, in the repository's root.</summary>
    public static async Task<ToolResult> Run(byte[] input, params string[] arguments)
    {
        var streams = new MemoryStreams(input);

        // A thread of its own, so that a tool that hangs makes the test fail.
        int exitCode = await Task
            .Factory.StartNew(
                () => CommandLine.Run(arguments, streams),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .WaitAsync(ToolProcess.Patience);
        return new ToolResult(exitCode, streams.Output.ToArray(), Encoding.UTF8.GetString(streams.Error.ToArray()));
    }

    /// <summary>Runs the tool to its end, in the repository's root.</summary>
    public static Task<ToolResult> Run(string input, params string[] arguments) =>
        Run(Encoding.UTF8.GetBytes(input), arguments);

    private sealed class MemoryStreams(byte[] input) : StandardStreams
    {
        public MemoryStream Output { get; } = new();

        public MemoryStream Error { get; } = new();

        public override bool IsOutputRedirected => true;

        public override InputFile OpenInput() => new(new MemoryStream(input), descriptor: null);

        public override Stream OpenOutput() => Output;

        public override Stream OpenError() => Error;
    }
}

using System.Diagnostics;
using System.Text;

namespace AgentWire.Tool.Tests;

/// <summary>The tool as a real process.</summary>
internal sealed class ToolProcess : IDisposable
{
    /// <summary>The time after which a test fails because the tool hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private ToolProcess(Process process) => _process = process;

    public static string Root => RepositoryRoot.Path;

    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Error => _process.StandardError.BaseStream;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the peak memory of the process so far, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts the tool in the repository's root.</summary>
    public static ToolProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Host,
            ["exec", Path.Combine(AppContext.BaseDirectory, "AgentWire.Tool.dll"), .. arguments]
        )
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>Runs the tool to its end.</summary>
    public static async Task<ToolResult> Run(byte[] input, params string[] arguments)
    {
        using ToolProcess tool = Start(arguments);
        Task<byte[]> output = ReadAll(tool.Output);
        Task<byte[]> error = ReadAll(tool.Error);
        await tool.Feed(input);
        tool.EndInput();
        int exitCode = await tool.Exit();
        return new ToolResult(exitCode, await output, Encoding.UTF8.GetString(await error));
    }

    /// <summary>Runs the tool to its end.</summary>
    public static Task<ToolResult> Run(string input, params string[] arguments) =>
        Run(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>Reads up to the end, which must come in time.</summary>
    public static async Task<byte[]> ReadAll(Stream stream)
    {
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes).WaitAsync(Patience);
        return bytes.ToArray();
    }

    /// <summary>Runs a line of shell in the root of the repository. In it, <c>agentwire</c> is the tool.</summary>
    public static async Task<ToolResult> Shell(string line)
    {
        string tool = $"'{Host}' exec '{Path.Combine(AppContext.BaseDirectory, "AgentWire.Tool.dll")}'";
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", line.Replace("agentwire ", $"{tool} ", StringComparison.Ordinal)]
        )
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var shell = new ToolProcess(Process.Start(start)!);
        Task<byte[]> output = ReadAll(shell.Output);
        Task<byte[]> error = ReadAll(shell.Error);
        int exitCode = await shell.Exit();
        return new ToolResult(exitCode, await output, Encoding.UTF8.GetString(await error));
    }

    /// <summary>Reads up to the next LF, which is not included.</summary>
    public static async Task<string> ReadLine(Stream stream)
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = new List<byte>();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, patience.Token) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    /// <summary>Writes to standard input. A tool that no longer reads is not an error.</summary>
    /// <returns>Whether the tool read all of it.</returns>
    public async Task<bool> Feed(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await Input.WriteAsync(bytes);
            await Input.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Sends a signal, such as <c>INT</c>.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until a condition outside the tool is true.</summary>
    public static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public void EndInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException) { }
    }

    public async Task<int> Exit()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

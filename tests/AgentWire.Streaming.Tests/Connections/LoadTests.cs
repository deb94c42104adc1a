using System.Diagnostics;
using System.Globalization;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>A gigabyte of messages through a writer and a reader uses less than 100 MB of memory.</summary>
[Trait("Category", "Load")]
public sealed class LoadTests
{
    private const long MemoryLimit = 100_000_000;

    [LoadFact]
    public Task A_gigabyte_of_lines() => GoesThrough("ndjson");

    [LoadFact]
    public Task A_gigabyte_of_events() => GoesThrough("sse");

    [LoadFact]
    public Task A_gigabyte_of_length_prefixed_frames() => GoesThrough("length-prefixed");

    private static async Task GoesThrough(string framing)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "AgentWire.Streaming.Tests.dll");
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", program, framing]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        // Otherwise, young objects could use as much memory as the processor's cache, which does not depend on the stream. The value is hexadecimal.
        start.Environment["DOTNET_GCGen0MaxBudget"] = "400000";
        using Process process = Process.Start(start)!;
        string peak = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        long.Parse(peak, CultureInfo.InvariantCulture).ShouldBeInRange(1, MemoryLimit);
    }
}

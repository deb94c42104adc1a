using System.Text;

namespace AgentWire.Tool.Tests;

/// <summary>Many lines that are almost as long as the longest allowed line.</summary>
internal static class LongLines
{
    private const int LineBytes = 15 << 20;

    /// <summary>The memory limit in the help of the tool.</summary>
    private const long MemoryLimit = (64L << 20) + (6L * LineBytes);

    /// <summary>Writes the lines to a command that reads all of them.</summary>
    public static async Task Feed(int count, string[] arguments)
    {
        const string Start = "{\"type\":\"stream\",\"Chunk\":{\"content\":\"";
        const string End = "\"}}\n";
        byte[] line = Encoding.UTF8.GetBytes(Start + new string('x', LineBytes - Start.Length - End.Length + 1) + End);
        using ToolProcess tool = ToolProcess.Start(arguments);
        Task output = tool.Output.CopyToAsync(Stream.Null);
        for (int i = 0; i < count; i++)
        {
            (await tool.Feed(line)).ShouldBeTrue();
        }

        tool.PeakMemory.ShouldBeLessThan(MemoryLimit);
        tool.EndInput();
        (await tool.Exit()).ShouldBe(0);
        await output;
    }
}

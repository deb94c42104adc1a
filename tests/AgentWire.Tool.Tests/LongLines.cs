using System.Text;

namespace AgentWire.Tool.Tests;

/// <summary>Many lines that are almost as long as a line may be.</summary>
internal static class LongLines
{
    private const int LineBytes = 15 << 20;

    /// <summary>What the tool's help says of its memory.</summary>
    private const long MemoryLimit = (64L << 20) + (6L * LineBytes);

    /// <summary>Feeds the lines to a command that takes them all.</summary>
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

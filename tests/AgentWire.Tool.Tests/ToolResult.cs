using System.Text;

namespace AgentWire.Tool.Tests;

/// <summary>The result of a run of the tool.</summary>
internal sealed record ToolResult(int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);
}

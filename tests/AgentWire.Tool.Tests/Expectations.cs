namespace AgentWire.Tool.Tests;

internal static class Expectations
{
    /// <summary>Checks everything that a caller of the process can see.</summary>
    public static void ShouldBe(this ToolResult result, int exitCode, string output, string error)
    {
        result.Error.ShouldBe(error);
        result.Output.ShouldBe(output);
        result.ExitCode.ShouldBe(exitCode);
    }
}

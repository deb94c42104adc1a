namespace AgentWire.Tool;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Findings = 1;

    /// <summary>A command line that makes no sense, or a file that cannot be opened or read.</summary>
    public const int Usage = 2;

    /// <summary>A fault of the tool itself, or of what it tests.</summary>
    public const int InternalError = 3;
}

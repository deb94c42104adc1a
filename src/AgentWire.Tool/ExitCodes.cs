namespace AgentWire.Tool;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Findings = 1;

    /// <summary>The command line is not valid, or a file cannot be opened or read.</summary>
    public const int Usage = 2;

    /// <summary>An error in the tool itself, or in what it tests.</summary>
    public const int InternalError = 3;
}

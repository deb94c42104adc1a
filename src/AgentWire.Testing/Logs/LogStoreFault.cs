namespace AgentWire.Testing.Logs;

/// <summary>What a check has found. The user gets it with the name of the check.</summary>
internal sealed class LogStoreFault(string message, Exception? inner = null) : Exception(message, inner)
{
    public static void If(bool isFault, string message)
    {
        if (isFault)
        {
            throw new LogStoreFault(message);
        }
    }
}

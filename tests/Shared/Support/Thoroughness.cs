namespace AgentWire.Shared;

/// <summary>How much is tried: all of it in <c>./build.sh Ci</c>, which has the time, and otherwise a share.</summary>
public static class Thoroughness
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("AGENTWIRE_LOAD") == "1";
}

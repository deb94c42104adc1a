namespace AgentWire.Shared;

/// <summary>Determines how much is tested: everything in <c>./build.sh Ci</c>, and otherwise a share.</summary>
public static class Thoroughness
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("AGENTWIRE_LOAD") == "1";
}

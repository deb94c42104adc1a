namespace AgentWire.Shared;

/// <summary>Determines how much is tested: everything in <c>./build.sh Load</c>, a part of Ci, and otherwise a share.</summary>
public static class Thoroughness
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("AGENTWIRE_LOAD") == "1";

    /// <summary>Returns all items in <c>./build.sh Load</c>. Otherwise returns the first of every <paramref name="count"/> items.</summary>
    public static IEnumerable<T> OneOf<T>(int count, IEnumerable<T> items) =>
        items.Where((_, index) => IsFull || index % count == 0);
}

namespace AgentWire.Shared;

/// <summary>Determines how much is tested: everything in <c>./build.sh Ci</c>, and otherwise a share.</summary>
public static class Thoroughness
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("AGENTWIRE_LOAD") == "1";

    /// <summary>Returns all items in <c>./build.sh Ci</c>, and otherwise one of each <paramref name="count"/> items.</summary>
    public static IEnumerable<T> OneOf<T>(int count, IEnumerable<T> items) =>
        items.Where((_, index) => IsFull || index % count == 0);
}

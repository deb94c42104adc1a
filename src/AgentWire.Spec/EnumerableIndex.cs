namespace AgentWire.Spec;

/// <summary>Stands in for a method of LINQ that .NET 8 does not have.</summary>
internal static class EnumerableIndex
{
    /// <summary>Returns each item with its index.</summary>
    public static IEnumerable<(int Index, T Item)> Index<T>(this IEnumerable<T> items) =>
        items.Select((item, index) => (index, item));
}

namespace AgentWire.Json;

/// <summary>One fact that a message says in more than one place, as far as it has been read.</summary>
internal readonly struct Mirrored<T>(T value, int depth)
{
    /// <summary>The fact; the default where no place has it.</summary>
    public T? Value { get; } = value;

    /// <summary>How many objects are around the place that it was taken from; 0 where no place has it.</summary>
    public int Depth { get; } = depth;

    /// <summary>Whether any place has it.</summary>
    public bool IsPresent => Depth > 0;
}

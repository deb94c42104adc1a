using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>One fact that a message says in more than one place, as far as it has been read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Mirrored<T>(T value, int start, int length, int depth)
{
    /// <summary>The fact; the default where no place has it.</summary>
    public T? Value { get; } = value;

    /// <summary>Where the text begins that it was read from.</summary>
    internal int Start { get; } = start;

    /// <summary>How many bytes that text has.</summary>
    internal int Length { get; } = length;

    /// <summary>How many objects are around that text; 0 where no place has the fact.</summary>
    internal int Depth { get; } = depth;

    /// <summary>Whether any place has it.</summary>
    public bool IsPresent => Depth > 0;
}

using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>The state of a mirrored fact, which a message contains in more than one place.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Mirrored<T>(T value, int start, int length, int depth)
{
    /// <summary>Gets the fact, or the default value if no place has it.</summary>
    public T? Value { get; } = value;

    /// <summary>Gets the offset of the text that the fact was read from.</summary>
    internal int Start { get; } = start;

    /// <summary>Gets the length of that text in bytes.</summary>
    internal int Length { get; } = length;

    /// <summary>Gets the number of objects around that text, or 0 if no place has the fact.</summary>
    internal int Depth { get; } = depth;

    /// <summary>Gets whether any place has the fact.</summary>
    public bool IsPresent => Depth > 0;
}

using System.Buffers;

namespace AgentWire.Runtime.Text;

/// <summary>The open levels, starting with the outermost. They are stored in the given memory, and then in pooled memory.</summary>
internal ref struct PathLevels(Span<PathLevel> memory)
{
    private Span<PathLevel> _memory = memory;
    private PathLevel[]? _rented;
    private int _count;

    public readonly ReadOnlySpan<PathLevel> Items => _memory.Slice(0, _count);

    /// <summary>Gets the innermost level. There must be one.</summary>
    public readonly ref PathLevel Top => ref _memory[_count - 1];

    /// <summary>Gets whether a string at this position is the name of a member.</summary>
    public readonly bool WantsName => _count > 0 && Top is { IsObject: true, InValue: false };

    public void Push(PathLevel level)
    {
        if (_count == _memory.Length)
        {
            PathLevel[] larger = ArrayPool<PathLevel>.Shared.Rent(2 * _count);
            _memory.CopyTo(larger);
            Dispose();
            _rented = larger;
            _memory = larger;
        }

        _memory[_count++] = level;
    }

    public void Pop() => _count--;

    /// <summary>Records that the value of the innermost level has ended.</summary>
    public readonly void EndValue()
    {
        if (_count > 0)
        {
            Top.InValue = false;
        }
    }

    /// <summary>Returns pooled memory.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<PathLevel>.Shared.Return(_rented);
            _rented = null;
        }
    }
}

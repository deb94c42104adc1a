using System.Diagnostics.CodeAnalysis;

namespace AgentWire.Streaming;

/// <summary>What arrived in one frame: a message, or one that could not be read.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public readonly struct WireItem<T>
    where T : notnull
{
    internal WireItem(T value) => Value = value;

    internal WireItem(UnreadableMessage unreadable) => Unreadable = unreadable;

    /// <summary>The message; <c>default</c> where it could not be read.</summary>
    public T? Value { get; }

    /// <summary>What could not be read; null where there is a message.</summary>
    public UnreadableMessage? Unreadable { get; }

    /// <summary>The message.</summary>
    /// <returns>False where it could not be read.</returns>
    public bool TryGetValue([NotNullWhen(true)] out T? value)
    {
        value = Value;
        return Unreadable is null && value is not null;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Streaming;

/// <summary>The content of one frame: a message, or a message that is not valid.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public readonly struct WireItem<T>
    where T : notnull
{
    internal WireItem(T value) => Value = value;

    internal WireItem(UnreadableMessage unreadable) => Unreadable = unreadable;

    /// <summary>Gets the message, or <c>default</c> if it is not valid.</summary>
    public T? Value { get; }

    /// <summary>Gets the message that is not valid, or null if there is a valid message.</summary>
    public UnreadableMessage? Unreadable { get; }

    /// <summary>Gets the message, if it is valid.</summary>
    /// <returns>True if there is a message; false if it is not valid.</returns>
    public bool TryGetValue([NotNullWhen(true)] out T? value)
    {
        value = Value;
        return Unreadable is null && value is not null;
    }

    /// <summary>Returns the message as a member of a record shows it, or the error. Text of the peer is escaped, and cut if it is long.</summary>
    public override string ToString()
    {
        if (Unreadable is not null)
        {
            return Unreadable.ToString();
        }

        StringBuilder text = new();
        text.AppendMembers($"{Value}");
        return text.ToString();
    }
}

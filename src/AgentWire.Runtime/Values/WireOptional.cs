using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>
/// A member that can be absent, null, or a value, where all three differ. The <c>default</c> value is absent. A value converts
/// implicitly.
/// </summary>
/// <remarks>
/// A null reference becomes null, and not absent. For other types, <see cref="WireOptional.Null"/> is null. With JsonSerializer, a
/// member of your own type that is absent keeps its default value. To omit it when it is written, annotate it with
/// <c>[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]</c>, because otherwise JsonSerializer writes null.
/// </remarks>
/// <example>
/// <code>
/// WireOptional&lt;string&gt; title = "Draft";
/// string text = title switch
/// {
///     { HasValue: true, Value: var value } =&gt; value,
///     { IsNull: true } =&gt; "no title",
///     _ =&gt; "unchanged",
/// };
/// </code>
/// </example>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(WireOptionalConverter))]
public readonly struct WireOptional<T> : IEquatable<WireOptional<T>>, IWireOptional
{
    private readonly OptionalState _state;

    /// <summary>Creates a value, or null from a null reference.</summary>
    public WireOptional(T? value)
    {
        Value = value;
        _state = value is null ? OptionalState.Null : OptionalState.Value;
    }

    private WireOptional(OptionalState state) => _state = state;

    /// <summary>Gets whether there is no value and no null.</summary>
    public bool IsAbsent => _state == OptionalState.Absent;

    /// <summary>Gets whether it is null.</summary>
    public bool IsNull => _state == OptionalState.Null;

    /// <summary>Gets whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool HasValue => _state == OptionalState.Value;

    /// <summary>Gets the value, or the default value of the type if there is none.</summary>
    public T? Value { get; }

    object? IWireOptional.Value => HasValue ? Value : null;

    TResult IWireOptional.Accept<TResult>(IElementVisitor<TResult> visitor) => visitor.Visit<T>();

    /// <summary>Returns true if both are absent, both are null, or both have equal values.</summary>
    public bool Equals(WireOptional<T> other) =>
        _state == other._state && EqualityComparer<T?>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WireOptional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        SeededHash hash = default;
        hash.Add((int)_state);
        hash.Add(Value);
        return hash.Value;
    }

    /// <summary>Returns the value, with text quoted and cut, or <c>null</c> or <c>absent</c>.</summary>
    public override string ToString() => ValueText.Of(this);

    /// <summary>Converts a value. A null reference becomes null.</summary>
    public static implicit operator WireOptional<T>(T? value) => new(value);

    /// <summary>Converts <see cref="WireOptional.Null"/>.</summary>
    public static implicit operator WireOptional<T>(WireOptional.NullValue value) => new(OptionalState.Null);

    /// <summary>Returns true if both are absent, both are null, or both have equal values.</summary>
    public static bool operator ==(WireOptional<T> left, WireOptional<T> right) => left.Equals(right);

    /// <summary>Returns true if they differ.</summary>
    public static bool operator !=(WireOptional<T> left, WireOptional<T> right) => !left.Equals(right);
}

/// <summary>Contains the null of every <see cref="WireOptional{T}"/>.</summary>
public static class WireOptional
{
    /// <summary>Gets null, which converts to any <see cref="WireOptional{T}"/>.</summary>
    public static NullValue Null => default;

    /// <summary>The type of <see cref="Null"/>.</summary>
    public readonly struct NullValue;
}

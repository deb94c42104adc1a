namespace AgentWire.Interpreter.Objects;

/// <summary>An object that was read, with value equality.</summary>
/// <param name="facts">The values of the facts of its body, or null where there is none.</param>
/// <param name="extra">The unknown members.</param>
internal sealed class ObjectValue(object?[] facts, RawMembers extra) : IEquatable<ObjectValue>
{
    public RawMembers Extra => extra;

    public object? this[int fact] => facts[fact];

    public bool Equals(ObjectValue? other) =>
        other is not null && facts.AsSpan().SequenceEqual(other.Facts) && extra == other.Extra;

    public override bool Equals(object? obj) => Equals(obj as ObjectValue);

    public override int GetHashCode() => HashCode.Combine(facts.Length, extra);

    private ReadOnlySpan<object?> Facts => facts;
}

/// <summary>The JSON null of a member for which null and absent are different.</summary>
internal sealed class JsonNull
{
    public static readonly JsonNull Instance = new();

    private JsonNull() { }
}

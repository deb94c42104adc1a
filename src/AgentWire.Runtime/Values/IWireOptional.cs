namespace AgentWire.Runtime.Values;

/// <summary>An optional whose type of value only the optional knows. It gives access to the type without reflection.</summary>
internal interface IWireOptional
{
    bool IsAbsent { get; }

    /// <summary>Gets the value, or null if there is none.</summary>
    object? Value { get; }

    /// <summary>Calls the visitor with the type of the value.</summary>
    TResult Accept<TResult>(IElementVisitor<TResult> visitor);
}

/// <summary>The states of an optional.</summary>
internal enum OptionalState : byte
{
    Absent,
    Null,
    Value,
}

namespace AgentWire.Runtime.Values;

/// <summary>A map whose type of values only the map knows. It gives access to the type without reflection.</summary>
internal interface IWireMap
{
    int Count { get; }

    IEnumerable<KeyValuePair<string, object?>> Entries { get; }

    /// <summary>Calls the visitor with the type of the values.</summary>
    TResult Accept<TResult>(IElementVisitor<TResult> visitor);
}

namespace AgentWire.CompilerServices;

/// <summary>Unions whose variant is determined by the kind of JSON.</summary>
public ref partial struct WireReader
{
    /// <summary>Returns the kind of the next value, which is known from its first byte.</summary>
    public WireKind PeekKind() =>
        _json.Peek() switch
        {
            (byte)'"' => WireKind.String,
            (byte)'{' => WireKind.Object,
            (byte)'[' => WireKind.Array,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => WireKind.Number,
            (byte)'t' or (byte)'f' => WireKind.Boolean,
            _ => WireKind.None,
        };

    /// <summary>Refuses the next value, whose kind no variant has.</summary>
    /// <param name="expected">The kinds that the variants have, such as <c>a string or an array</c>.</param>
    public T? RefuseKind<T>(string expected)
        where T : class
    {
        _json.FailType(expected);
        return null;
    }
}

using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>The kind of a JSON value, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum WireKind
{
    /// <summary>Null, the end of the message, or no JSON.</summary>
    None,

    /// <summary>A string.</summary>
    String,

    /// <summary>A number, which can be an integer.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}

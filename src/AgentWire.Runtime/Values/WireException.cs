using System.Text.Json;

namespace AgentWire;

/// <summary>The exception that is thrown if a contract value cannot be read or written.</summary>
public sealed class WireException : JsonException
{
    private readonly WireError _error;

    internal WireException(WireError error)
        : base($"{error.Dialect} {error.TypeName}: {error}") => _error = error;

    /// <inheritdoc cref="WireError.Code"/>
    public WireErrorCode Code => _error.Code;

    /// <inheritdoc cref="WireError.Pointer"/>
    public string Pointer => _error.Pointer;

    /// <inheritdoc cref="WireError.ByteOffset"/>
    public long ByteOffset => _error.ByteOffset;

    /// <inheritdoc cref="WireError.Dialect"/>
    public string Dialect => _error.Dialect;

    /// <inheritdoc cref="WireError.TypeName"/>
    public string TypeName => _error.TypeName;

    /// <summary>Gets the error as a value.</summary>
    public WireError Error => _error;
}

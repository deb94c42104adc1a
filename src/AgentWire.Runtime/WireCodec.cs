using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AgentWire;

/// <summary>
/// Reads and writes one contract type whose C# type is known only at run time. It is the base of <see cref="WireCodec{T}"/>,
/// for tools and gateways.
/// </summary>
public abstract class WireCodec
{
    private protected WireCodec(string dialect, string typeName, WireOptions options, WireServerSentEvents events)
    {
        Dialect = dialect;
        TypeName = typeName;
        Options = options;
        ServerSentEvents = events;
    }

    /// <summary>Gets the name of the dialect, such as <c>walrus</c>.</summary>
    public string Dialect { get; }

    /// <summary>Gets the C# type of the messages.</summary>
    public abstract Type Type { get; }

    /// <summary>Gets the name of the contract type, such as <c>ServerMessage</c>.</summary>
    public string TypeName { get; }

    /// <summary>Gets the limits, and how unknown members and tags are treated.</summary>
    public WireOptions Options { get; }

    /// <summary>Gets the facts about server-sent events that the dialect defines in addition to its messages.</summary>
    public WireServerSentEvents ServerSentEvents { get; }

    /// <summary>Gets the tags of the type's variants in the order of the schema. The list is empty if the type is not a tagged union.</summary>
    public abstract IReadOnlyList<string> Tags { get; }

    /// <summary>Tries to read one message. Does not throw and does not create an exception if the message is not valid.</summary>
    /// <returns>True if the message was read; false, with the error, if it is not valid.</returns>
    public abstract bool TryReadObject(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out object? value,
        out WireError error
    );

    /// <summary>Writes one message in its canonical form.</summary>
    /// <exception cref="ArgumentException">The value has another type.</exception>
    /// <exception cref="WireException">The value cannot be written. The output was not advanced.</exception>
    public abstract void WriteObject(IBufferWriter<byte> output, object value);

    /// <summary>Returns the names of the dialect and of the contract type, such as <c>walrus ServerMessage</c>.</summary>
    public sealed override string ToString() => $"{Dialect} {TypeName}";

    /// <summary>Returns a codec of the same type with other options.</summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireCodec With(WireOptions options) => WithOptions(options);

    private protected abstract WireCodec WithOptions(WireOptions options);

    /// <summary>Finds the tag of a message without reading the rest, which can be invalid.</summary>
    /// <returns>
    /// True if a tag was found; false if there is none, if the text before it is not JSON, or if the message is longer than
    /// <see cref="WireOptions.MaxMessageBytes"/>. Known tags are shared strings.
    /// </returns>
    public abstract bool TryPeekTag(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? tag);
}

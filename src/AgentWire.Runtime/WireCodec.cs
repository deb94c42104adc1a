using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AgentWire;

/// <summary>Reads and writes one contract type whose C# type is known at run time only: what tools and gateways use.</summary>
public abstract class WireCodec
{
    private protected WireCodec(string dialect, string typeName, WireOptions options, WireServerSentEvents events)
    {
        Dialect = dialect;
        TypeName = typeName;
        Options = options;
        ServerSentEvents = events;
    }

    /// <summary>The dialect's name, such as <c>walrus</c>.</summary>
    public string Dialect { get; }

    /// <summary>The C# type of the messages.</summary>
    public abstract Type Type { get; }

    /// <summary>The contract type's name, such as <c>ServerMessage</c>.</summary>
    public string TypeName { get; }

    /// <summary>The limits, and how unknowns are treated.</summary>
    public WireOptions Options { get; }

    /// <summary>What the dialect says of server-sent events beside its messages.</summary>
    public WireServerSentEvents ServerSentEvents { get; }

    /// <summary>The tags of the type's variants, in the schema's order; empty where the type is no tagged union.</summary>
    public abstract IReadOnlyList<string> Tags { get; }

    /// <summary>Reads one message.</summary>
    /// <returns>False, with the error and no exception made, where the message is refused.</returns>
    public abstract bool TryReadObject(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out object? value,
        out WireError error
    );

    /// <summary>Writes one message in its canonical form.</summary>
    /// <exception cref="ArgumentException">The value is of another type.</exception>
    /// <exception cref="WireException">The wire cannot carry the value; nothing was written.</exception>
    public abstract void WriteObject(IBufferWriter<byte> output, object value);

    /// <summary>The same codec with other options.</summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireCodec With(WireOptions options) => WithOptions(options);

    private protected abstract WireCodec WithOptions(WireOptions options);

    /// <summary>Finds the tag without reading the rest, of which nothing is promised.</summary>
    /// <returns>
    /// False where there is none, where what comes before it is not JSON, or where the message is longer than
    /// <see cref="WireOptions.MaxMessageBytes"/>. Known tags are shared strings.
    /// </returns>
    public abstract bool TryPeekTag(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? tag);
}

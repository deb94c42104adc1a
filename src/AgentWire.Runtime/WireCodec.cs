using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire;

/// <summary>
/// Reads and writes one contract type whose C# type is known only at run time. It is the base of <see cref="WireCodec{T}"/>,
/// for tools and gateways.
/// </summary>
public abstract class WireCodec
{
    private protected WireCodec(
        string dialect,
        string typeName,
        WireOptions options,
        WireServerSentEvents events,
        WireVersions versions
    )
    {
        Dialect = dialect;
        TypeName = typeName;
        Options = options;
        ServerSentEvents = events;
        Versions = versions;
    }

    /// <summary>
    /// Creates a codec of a type of your own that has no schema, from its metadata for System.Text.Json. Everything that takes a
    /// <see cref="WireCodec{T}"/>, such as streams and servers, also takes this one.
    /// </summary>
    /// <remarks>
    /// <para>Compared with generated codecs, this is lost:</para>
    /// <list type="bullet">
    /// <item>The bytes are those of System.Text.Json. They are compact, and otherwise as the options of the metadata say.</item>
    /// <item>Unknown members and unknown discriminators are treated as the attributes and the options say, and not as
    /// <see cref="WireOptions"/>, of which only <see cref="WireOptions.MaxDepth"/> and
    /// <see cref="WireOptions.MaxMessageBytes"/> have an effect. The lesser depth counts.</item>
    /// <item>An error in JSON has its exact code and position. Every other error has the code
    /// <see cref="WireErrorCode.InvalidValue"/>, the message of System.Text.Json, and the position where the serializer
    /// stopped, which can be after the value.</item>
    /// <item>There are no tags. <see cref="Tags"/> is empty, and <see cref="TryPeekTag"/> returns <see langword="false"/>.</item>
    /// <item>It is slower, because a message is checked before it is read, and copied when it is written.</item>
    /// </list>
    /// <para>
    /// A message is plain JSON: comments, trailing commas, lone surrogates and invalid UTF-8 are refused even if the options allow
    /// them. An exception of a converter or a constructor becomes a <see cref="WireException"/>.
    /// </para>
    /// </remarks>
    /// <param name="info">The metadata, such as <c>MyContext.Default.MyMessage</c>.</param>
    /// <param name="dialect">The name of the protocol, for errors.</param>
    /// <param name="typeName">The name of the type, for errors, or null for that of the C# type.</param>
    /// <typeparam name="T">The type of the messages.</typeparam>
    /// <exception cref="ArgumentNullException">The metadata or the name of the protocol is null.</exception>
    public static WireCodec<T> FromJsonTypeInfo<T>(
        JsonTypeInfo<T> info,
        string dialect = "json",
        string? typeName = null
    )
        where T : notnull =>
        new JsonTypeInfoCodec<T>(
            info ?? throw new ArgumentNullException(nameof(info)),
            dialect ?? throw new ArgumentNullException(nameof(dialect)),
            typeName ?? typeof(T).Name,
            WireOptions.Default
        );

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

    /// <summary>Gets the versions that the contract of the dialect covers.</summary>
    public WireVersions Versions { get; }

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
    /// <exception cref="ArgumentException">The contract does not cover <see cref="WireOptions.PeerVersion"/>.</exception>
    public WireCodec With(WireOptions options) => WithOptions(options);

    private protected abstract WireCodec WithOptions(WireOptions options);

    /// <summary>Finds the tag of a message without reading the rest, which can be invalid.</summary>
    /// <returns>
    /// True if a tag was found; false if there is none, if the text before it is not JSON, or if the message is longer than
    /// <see cref="WireOptions.MaxMessageBytes"/>. Known tags are shared strings.
    /// </returns>
    public abstract bool TryPeekTag(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? tag);
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace AgentWire;

/// <summary>
/// Reads and writes the messages of one contract type. It is immutable and safe for use by many threads. All methods are
/// synchronous. The bytes that it writes are those that the reference servers send.
/// </summary>
/// <example>
/// <code>
/// ServerMessage message = WalrusWire.Server.Read("""{"type":"pong"}"""u8);
/// byte[] bytes = WalrusWire.Server.ToUtf8Bytes(message);
/// </code>
/// </example>
/// <typeparam name="T">The contract type.</typeparam>
public abstract class WireCodec<T> : WireCodec
    where T : notnull
{
    private protected WireCodec(
        string dialect,
        string typeName,
        WireOptions options,
        WireServerSentEvents events,
        WireVersions versions
    )
        : base(dialect, typeName, options, events, versions) { }

    /// <inheritdoc/>
    public sealed override Type Type => typeof(T);

    /// <summary>Reads one message.</summary>
    /// <exception cref="WireException">The message is not valid.</exception>
    public T Read(ReadOnlySpan<byte> utf8) =>
        TryRead(utf8, out T? value, out WireError error) ? value : throw error.ToException();

    /// <summary>Reads one message from a sequence, which can consist of several segments.</summary>
    /// <exception cref="WireException">The message is not valid.</exception>
    public T Read(in ReadOnlySequence<byte> utf8) =>
        TryRead(utf8, out T? value, out WireError error) ? value : throw error.ToException();

    /// <summary>Reads one message from a string. The byte offsets in errors refer to its UTF-8 form.</summary>
    /// <exception cref="ArgumentNullException">The string is null.</exception>
    /// <exception cref="WireException">The message is not valid.</exception>
    public T Read(string json) => TryRead(json, out T? value, out WireError error) ? value : throw error.ToException();

    /// <summary>Tries to read one message. Does not throw and does not create an exception if the message is not valid.</summary>
    /// <returns>True if the message was read; false, with the error, if it is not valid.</returns>
    public abstract bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error);

    /// <summary>Tries to read one message from a sequence, which can consist of several segments.</summary>
    /// <returns>True if the message was read; false, with the error, if it is not valid.</returns>
    public bool TryRead(in ReadOnlySequence<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error)
    {
        if (utf8.IsSingleSegment)
        {
            return TryRead(utf8.First.Span, out value, out error);
        }

        // One byte more than the limit is enough to refuse the message.
        int length = (int)Math.Min(utf8.Length, Options.MaxMessageBytes + 1);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            utf8.Slice(0, length).CopyTo(rented);
            return TryRead(rented.AsSpan(0, length), out value, out error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Tries to read one message from a string. The byte offsets in errors refer to its UTF-8 form.</summary>
    /// <returns>True if the message was read; false, with the error, if it is not valid.</returns>
    /// <exception cref="ArgumentNullException">The string is null.</exception>
    public abstract bool TryRead(string json, [NotNullWhen(true)] out T? value, out WireError error);

    /// <summary>Reads an opaque value of another message as a message of this type, with the limits of opaque values.</summary>
    /// <remarks>If members of one object have the same name, the last one counts, as in the value itself.</remarks>
    /// <exception cref="WireException">The value is not valid for this type.</exception>
    public T Read(RawJson json) => TryRead(json, out T? value, out WireError error) ? value : throw error.ToException();

    /// <summary>Tries to read an opaque value of another message as a message of this type, with the limits of opaque values.</summary>
    /// <remarks>If members of one object have the same name, the last one counts, as in the value itself.</remarks>
    /// <returns>True if the value was read; false, with the error, if it is not valid for this type.</returns>
    public bool TryRead(RawJson json, [NotNullWhen(true)] out T? value, out WireError error) =>
        Opaque.TryRead(json.Utf8, out value, out error)
        // Duplicate names are removed first, because a codec refuses them.
        || (
            error.Code == WireErrorCode.DuplicateMember && Opaque.TryRead(json.ToCanonicalBytes(), out value, out error)
        );

    /// <summary>Writes one message in its canonical form, which is compact and contains no line break.</summary>
    /// <exception cref="ArgumentNullException">The output or the value is null.</exception>
    /// <exception cref="WireException">The value cannot be written. The output was not advanced.</exception>
    public abstract void Write(IBufferWriter<byte> output, T value);

    /// <summary>Returns one message in its canonical form, as UTF-8.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="WireException">The value cannot be written.</exception>
    public abstract byte[] ToUtf8Bytes(T value);

    /// <summary>Returns one message in its canonical form, as a string.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="WireException">The value cannot be written.</exception>
    public abstract string ToJson(T value);

    /// <summary>Gets the same codec with the limits of opaque values.</summary>
    private WireCodec<T> Opaque =>
        field ??= With(
            Options with
            {
                MaxDepth = RawJson.Options.MaxDepth,
                MaxMessageBytes = RawJson.Options.MaxMessageBytes,
                MaxPreservedMembers = RawJson.Options.MaxPreservedMembers,
            }
        );

    /// <summary>Gets the converter of the type for JsonSerializer.</summary>
    internal abstract JsonConverter<T> Converter { get; }

    /// <summary>Returns one message in its canonical form, as an opaque value for another message.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="WireException">The value cannot be written.</exception>
    public RawJson ToRawJson(T value) => RawJson.Parse(Opaque.ToUtf8Bytes(value));

    /// <summary>Returns a codec of the same type with other options.</summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    /// <exception cref="ArgumentException">The contract does not cover <see cref="WireOptions.PeerVersion"/>.</exception>
    public new WireCodec<T> With(WireOptions options) => (WireCodec<T>)WithOptions(options);

    /// <inheritdoc/>
    public sealed override bool TryReadObject(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out object? value,
        out WireError error
    )
    {
        bool done = TryRead(utf8, out T? typed, out error);
        value = typed;
        return done;
    }

    /// <inheritdoc/>
    public sealed override void WriteObject(IBufferWriter<byte> output, object value) =>
        Write(
            output,
            value is T typed
                ? typed
                : throw new ArgumentException($"The value must be a {typeof(T).Name}.", nameof(value))
        );
}

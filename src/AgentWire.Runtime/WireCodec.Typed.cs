using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace AgentWire;

/// <summary>
/// Reads and writes the messages of one contract type. Immutable and safe for use by many threads. Everything is
/// synchronous; the bytes written are those that the reference servers send.
/// </summary>
/// <typeparam name="T">The contract type.</typeparam>
public abstract class WireCodec<T> : WireCodec
    where T : notnull
{
    private protected WireCodec(string dialect, string typeName, WireOptions options, WireServerSentEvents events)
        : base(dialect, typeName, options, events) { }

    /// <inheritdoc/>
    public sealed override Type Type => typeof(T);

    /// <summary>Reads one message.</summary>
    /// <exception cref="WireException">The message is refused.</exception>
    public T Read(ReadOnlySpan<byte> utf8) =>
        TryRead(utf8, out T? value, out WireError error) ? value : throw error.ToException();

    /// <summary>Reads one message from memory in pieces.</summary>
    /// <exception cref="WireException">The message is refused.</exception>
    public T Read(in ReadOnlySequence<byte> utf8) =>
        TryRead(utf8, out T? value, out WireError error) ? value : throw error.ToException();

    /// <summary>Reads one message from text; byte offsets in errors count its UTF-8 form.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="WireException">The message is refused.</exception>
    public T Read(string json) => TryRead(json, out T? value, out WireError error) ? value : throw error.ToException();

    /// <summary>Reads one message.</summary>
    /// <returns>False, with the error and no exception made, where the message is refused.</returns>
    public abstract bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error);

    /// <summary>Reads one message from memory in pieces.</summary>
    /// <returns>False, with the error and no exception made, where the message is refused.</returns>
    public bool TryRead(in ReadOnlySequence<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error)
    {
        if (utf8.IsSingleSegment)
        {
            return TryRead(utf8.First.Span, out value, out error);
        }

        // One byte over the limit is enough for the message to be refused.
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

    /// <summary>Reads one message from text; byte offsets in errors count its UTF-8 form.</summary>
    /// <returns>False, with the error and no exception made, where the message is refused.</returns>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public abstract bool TryRead(string json, [NotNullWhen(true)] out T? value, out WireError error);

    /// <summary>Reads an opaque value of another message, under the limits that the value was made under.</summary>
    /// <remarks>Where members of one object share a name, the last counts, as in the value itself.</remarks>
    /// <exception cref="WireException">The value is refused.</exception>
    public T Read(RawJson json) => TryRead(json, out T? value, out WireError error) ? value : throw error.ToException();

    /// <summary>Reads an opaque value of another message, under the limits that the value was made under.</summary>
    /// <remarks>Where members of one object share a name, the last counts, as in the value itself.</remarks>
    /// <returns>False, with the error and no exception made, where the value is refused.</returns>
    public bool TryRead(RawJson json, [NotNullWhen(true)] out T? value, out WireError error) =>
        Opaque.TryRead(json.Utf8, out value, out error)
        // Read with each name once, as a codec refuses the second.
        || (
            error.Code == WireErrorCode.DuplicateMember && Opaque.TryRead(json.ToCanonicalBytes(), out value, out error)
        );

    /// <summary>Writes one message in its canonical form: compact, without a line break.</summary>
    /// <exception cref="ArgumentNullException">The output or the value is null.</exception>
    /// <exception cref="WireException">The wire cannot carry the value; the output was not advanced.</exception>
    public abstract void Write(IBufferWriter<byte> output, T value);

    /// <summary>One message in its canonical form, as UTF-8.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="WireException">The wire cannot carry the value.</exception>
    public abstract byte[] ToUtf8Bytes(T value);

    /// <summary>One message in its canonical form, as text.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="WireException">The wire cannot carry the value.</exception>
    public abstract string ToJson(T value);

    /// <summary>The same codec with the limits of opaque values.</summary>
    private WireCodec<T> Opaque =>
        field ??= With(
            Options with
            {
                MaxDepth = RawJson.Options.MaxDepth,
                MaxMessageBytes = RawJson.Options.MaxMessageBytes,
                MaxPreservedMembers = RawJson.Options.MaxPreservedMembers,
            }
        );

    /// <summary>The type's converter for JsonSerializer.</summary>
    internal abstract JsonConverter<T> Converter { get; }

    /// <summary>One message in its canonical form, as an opaque value for another message.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="WireException">The wire cannot carry the value.</exception>
    public RawJson ToRawJson(T value) => RawJson.Parse(Opaque.ToUtf8Bytes(value));

    /// <summary>The same codec with other options.</summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
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
            value is T typed ? typed : throw new ArgumentException($"A {typeof(T).Name} is wanted.", nameof(value))
        );
}

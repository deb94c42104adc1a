using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>A codec of a type that has no contract, but metadata of System.Text.Json.</summary>
internal sealed class JsonTypeInfoCodec<T> : WireCodec<T>
    where T : notnull
{
    // That of JsonSerializerOptions whose MaxDepth is not set.
    private const int DefaultDepth = 64;
    private const int MaxReasonLength = 200;

    private readonly JsonTypeInfo<T> _info;
    private readonly WireOptions _limits;

    public JsonTypeInfoCodec(JsonTypeInfo<T> info, string dialect, string type, WireOptions options)
        : base(dialect, type, options, WireServerSentEvents.None, WireVersions.None)
    {
        _info = info;
        int depth = info.Options.MaxDepth == 0 ? DefaultDepth : info.Options.MaxDepth;
        _limits = options with { MaxDepth = Math.Min(options.MaxDepth, depth) };
    }

    public override IReadOnlyList<string> Tags => [];

    internal override JsonConverter<T> Converter =>
        _info.Converter as JsonConverter<T>
        ?? throw new NotSupportedException($"The metadata of {typeof(T)} has no converter of this type.");

    public override bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error)
    {
        JsonScanner scanner = default;
        scanner.Open(utf8, _limits);
        return TryRead(ref scanner, utf8, out value, out error);
    }

    public override bool TryRead(string json, [NotNullWhen(true)] out T? value, out WireError error)
    {
        using PooledUtf8 copy = new(json, _limits.MaxMessageBytes);
        JsonScanner scanner = default;
        scanner.Open(copy, _limits);
        return TryRead(ref scanner, copy.Utf8, out value, out error);
    }

    public override void Write(IBufferWriter<byte> output, T value)
    {
        if (output is null)
        {
            throw new ArgumentNullException(nameof(output));
        }

        using Output written = Serialize(value);
        output.Write(written.Utf8);
    }

    public override byte[] ToUtf8Bytes(T value)
    {
        using Output written = Serialize(value);
        return written.Utf8.ToArray();
    }

    public override string ToJson(T value)
    {
        using Output written = Serialize(value);
        return Utf8Text.GetString(written.Utf8);
    }

    public override bool TryPeekTag(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? tag)
    {
        tag = null;
        return false;
    }

    private protected override WireCodec WithOptions(WireOptions options) =>
        new JsonTypeInfoCodec<T>(_info, Dialect, TypeName, options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>Checks the whole message first, so that errors of JSON and limits are those of every codec.</summary>
    private bool TryRead(
        ref JsonScanner scanner,
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out T? value,
        out WireError error
    )
    {
        value = default;
        scanner.Skip();
        scanner.EndDocument();
        if (scanner.Failed)
        {
            error = scanner.Error(utf8, Dialect, TypeName);
            return false;
        }

        try
        {
            value = JsonSerializer.Deserialize(utf8, _info);
            error = value is null ? Refusal(WireErrorCode.WrongType, utf8, 0, "expected a value, found null") : default;
        }
        catch (JsonException fault)
        {
            int offset = OffsetOf(fault, utf8);
            error = Refusal(WireErrorCode.InvalidValue, utf8, offset, fault.Message);
        }
        catch (Exception fault) when (IsOfTheValue(fault))
        {
            error = Refusal(WireErrorCode.InvalidValue, utf8, 0, fault.Message);
        }

        return value is not null;
    }

    private Output Serialize(T value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }

        Output output = new(Options.MaxMessageBytes);
        try
        {
            // Always compact, whatever the options say, because a line break would end a message of some framings.
            JsonWriterOptions form = new() { Encoder = _info.Options.Encoder, MaxDepth = _limits.MaxDepth };
            using (Utf8JsonWriter writer = new(output, form))
            {
                JsonSerializer.Serialize(writer, value, _info);
            }

            if (output.Utf8.IndexOfAny((byte)'\n', (byte)'\r') >= 0)
            {
                throw NotWritten(WireErrorCode.NotRepresentable, "a converter has written a line break");
            }

            return output;
        }
        catch (Exception fault)
        {
            bool isTooLarge = output.IsFull;
            output.Dispose();
            throw fault is WireException ? fault
            : isTooLarge
                ? NotWritten(WireErrorCode.TooLarge, $"expected at most {Options.MaxMessageBytes} bytes, found more")
            : IsOfTheValue(fault) ? NotWritten(WireErrorCode.NotRepresentable, fault.Message)
            : fault;
        }
    }

    /// <summary>Returns whether an exception of a serializer, a converter or a constructor says that the value is not possible.</summary>
    private static bool IsOfTheValue(Exception fault) =>
        fault is not (OutOfMemoryException or InsufficientExecutionStackException or OperationCanceledException);

    /// <summary>Returns the offset within the token at which the serializer stopped.</summary>
    private static int OffsetOf(JsonException fault, ReadOnlySpan<byte> utf8)
    {
        int start = 0;
        for (long line = fault.LineNumber ?? 0; line > 0; line--)
        {
            start += utf8.Slice(start).IndexOf((byte)'\n') + 1;
        }

        // The position is that after the token.
        long end = start + (fault.BytePositionInLine ?? 0);
        return (int)Math.Min(Math.Max(end - 1, 0), utf8.Length);
    }

    private WireError Refusal(WireErrorCode code, ReadOnlySpan<byte> utf8, int offset, string reason) =>
        new(code, JsonLocator.At(utf8, offset), offset, Dialect, TypeName, SafeText.OneLine(reason, MaxReasonLength));

    private WireException NotWritten(WireErrorCode code, string reason) =>
        new WireError(code, "", 0, Dialect, TypeName, SafeText.OneLine(reason, MaxReasonLength)).ToException();

    /// <summary>Collects a message, and stops when it is longer than the limit.</summary>
    private sealed class Output(int maxBytes) : IBufferWriter<byte>, IDisposable
    {
        private readonly PooledWriter _buffer = new();

        public ReadOnlySpan<byte> Utf8 => _buffer.Written;

        public bool IsFull { get; private set; }

        public void Advance(int count)
        {
            _buffer.Advance(count);
            if (_buffer.Written.Length > maxBytes)
            {
                IsFull = true;
                throw new InvalidOperationException("The message is too large.");
            }
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

        public void Dispose() => _buffer.Release();
    }
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AgentWire.Json;

/// <summary>The codec over a generated format.</summary>
internal sealed class FormatCodec<T, TFormat> : WireCodec<T>
    where T : notnull
    where TFormat : struct, IWireFormat<T>
{
    // Most messages of a token stream fit.
    private const int StackBytes = 512;

    private readonly WireTags? _tags;

    public FormatCodec(string dialect, string type, WireTags? tags, WireOptions options, WireServerSentEvents events)
        : base(dialect, type, options, events) => _tags = tags;

    public override IReadOnlyList<string> Tags => _tags?.Names.All ?? [];

    public override T Read(string json)
    {
        using Utf8Copy copy = new(json, Options.MaxMessageBytes);
        WireReader reader = copy.Open(Options);
        return TryRead(ref reader, out T? value) ? value : throw reader.Error(copy.Utf8, Dialect, Type).ToException();
    }

    public override bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error)
    {
        WireReader reader = WireReader.Open(utf8, Options, expectsTagLast: true);
        if (TryRead(ref reader, out value))
        {
            error = default;
            return true;
        }

        if (reader.HasTakenTagForLast)
        {
            reader = WireReader.Open(utf8, Options);
            TryRead(ref reader, out value);
        }

        error = reader.Error(utf8, Dialect, Type);
        return false;
    }

    public override void Write(IBufferWriter<byte> output, T value)
    {
        NotNull(output, nameof(output));
        NotNull(value, nameof(value));
        // Whatever memory the output has at hand is used in place; a message that does not fit goes through pooled memory.
        WireWriter writer = new(output.GetSpan(), Options, Dialect, Type);
        try
        {
            default(TFormat).Write(ref writer, value);
            writer.Complete(output);
        }
        finally
        {
            writer.Dispose();
        }
    }

    internal override void WriteTo(Utf8JsonWriter output, T value, JsonSerializerOptions options)
    {
        NotNull(value, nameof(value));
        byte[] scratch = ScratchMemory.Take();
        WireWriter writer = new(scratch, Options, Dialect, Type, SerializerDepth.Left(output, options));
        try
        {
            default(TFormat).Write(ref writer, value);
            writer.CheckSize();
            output.WriteRawValue(writer.Written, skipInputValidation: true);
        }
        finally
        {
            writer.Dispose();
            ScratchMemory.Return(scratch);
        }
    }

    internal override void WriteNameTo(Utf8JsonWriter output, T value)
    {
        WireWriter writer = new(stackalloc byte[StackBytes], Options, Dialect, Type);
        try
        {
            default(TFormat).Write(ref writer, value);
            writer.CheckSize();
            WireReader reader = WireReader.Open(writer.Written, Options);
            output.WritePropertyName(reader.ReadString());
        }
        finally
        {
            writer.Dispose();
        }
    }

    public override byte[] ToUtf8Bytes(T value)
    {
        NotNull(value, nameof(value));
        WireWriter writer = new(stackalloc byte[StackBytes], Options, Dialect, Type);
        try
        {
            default(TFormat).Write(ref writer, value);
            writer.CheckSize();
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    public override string ToJson(T value)
    {
        NotNull(value, nameof(value));
        WireWriter writer = new(stackalloc byte[StackBytes], Options, Dialect, Type);
        try
        {
            default(TFormat).Write(ref writer, value);
            writer.CheckSize();
            return Utf8Text.GetString(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    public override bool TryPeekTag(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? tag)
    {
        tag = _tags is null || utf8.Length > Options.MaxMessageBytes ? null : WireReader.PeekTag(utf8, _tags, Options);
        return tag is not null;
    }

    public override WireCodec<T> With(WireOptions options)
    {
        NotNull(options, nameof(options));
        return new FormatCodec<T, TFormat>(Dialect, Type, _tags, options, ServerSentEvents);
    }

    private static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out T? value)
    {
        value = default(TFormat).Read(ref reader);
        reader.EndDocument();
        if (reader.Failed)
        {
            value = default;
        }

        return value is not null && !reader.Failed;
    }

    private static void NotNull(object? argument, string name)
    {
        if (argument is null)
        {
            throw new ArgumentNullException(name);
        }
    }
}

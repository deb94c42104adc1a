using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Formats;
using AgentWire.Runtime.Serializer;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>A codec that uses a format.</summary>
internal sealed class FormatCodec<T, TFormat> : WireCodec<T>
    where T : notnull
    where TFormat : struct, IWireFormat<T>
{
    private readonly WireTags? _tags;
    private readonly TypeVersions _versions;
    private readonly WireOptions _options;
    private readonly TFormat _format;
    private readonly WholeMessage<T, TFormat> _message;

    public FormatCodec(
        string dialect,
        string type,
        WireTags? tags,
        WireOptions options,
        WireServerSentEvents events,
        TypeVersions versions,
        TFormat format
    )
        : base(dialect, type, options, events, versions.Dialect)
    {
        _tags = tags;
        _versions = versions;
        _options = options.PeerVersion is { } peer
            ? options with
            {
                Target = versions.Dialect.TargetOf(peer, nameof(options)),
            }
            : options;
        _format = format;
        _message = new WholeMessage<T, TFormat>(dialect, type, _options, format);
    }

    public override IReadOnlyList<string> Tags => _tags?.Names.All ?? [];

    public override bool TryRead(string json, [NotNullWhen(true)] out T? value, out WireError error)
    {
        NotNull(json, nameof(json));
        return _message.TryRead(json, out value, out error);
    }

    public override bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error) =>
        _message.TryRead(utf8, out value, out error);

    public override void Write(IBufferWriter<byte> output, T value)
    {
        NotNull(output, nameof(output));
        NotNull(value, nameof(value));
        _message.Write(output, value);
    }

    public override byte[] ToUtf8Bytes(T value)
    {
        NotNull(value, nameof(value));
        return _message.ToUtf8Bytes(value);
    }

    public override string ToJson(T value)
    {
        NotNull(value, nameof(value));
        return _message.ToJson(value);
    }

    public override bool TryPeekTag(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? tag)
    {
        tag = _tags is null || utf8.Length > Options.MaxMessageBytes ? null : WireReader.PeekTag(utf8, _tags, Options);
        return tag is not null;
    }

    private protected override WireCodec WithOptions(WireOptions options)
    {
        NotNull(options, nameof(options));
        FormatCodec<T, TFormat> codec = new(Dialect, TypeName, _tags, options, ServerSentEvents, _versions, _format);
        WriteTarget target = codec._options.Target;
        (int since, int until) = (_versions.Since, _versions.Until);
        return target.Knows(since, until)
            ? codec
            : new UnwritableCodec<T>(codec, target, target.Describe(TypeName, since, until));
    }

    internal override JsonConverter<T> Converter => field ??= new SerializerBridge(this);

    private static void NotNull(object? argument, string name)
    {
        if (argument is null)
        {
            throw new ArgumentNullException(name);
        }
    }

    private sealed class SerializerBridge(FormatCodec<T, TFormat> codec)
        : WireJsonConverter<T>(codec.Dialect, codec.TypeName, codec._options)
    {
        protected override T ReadMessage(ReadOnlySpan<byte> utf8) => codec.Read(utf8);

        protected override void WriteMessage(ref WireWriter output, T value) => codec._format.Write(ref output, value);
    }
}

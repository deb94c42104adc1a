using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Serializer;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>A codec of a type that the version of the peer does not have. It reads, and refuses to write.</summary>
/// <param name="codec">The codec that reads.</param>
/// <param name="target">The version that messages are written for.</param>
/// <param name="missing">A description of the type and its versions.</param>
internal sealed class UnwritableCodec<T>(WireCodec<T> codec, WriteTarget target, string missing)
    : WireCodec<T>(codec.Dialect, codec.TypeName, codec.Options, codec.ServerSentEvents, codec.Versions)
    where T : notnull
{
    public override IReadOnlyList<string> Tags => codec.Tags;

    internal override JsonConverter<T> Converter => field ??= new SerializerBridge(this);

    public override bool TryRead(string json, [NotNullWhen(true)] out T? value, out WireError error) =>
        codec.TryRead(json, out value, out error);

    public override bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error) =>
        codec.TryRead(utf8, out value, out error);

    public override bool TryPeekTag(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? tag) =>
        codec.TryPeekTag(utf8, out tag);

    public override void Write(IBufferWriter<byte> output, T value) =>
        throw (output is null ? new ArgumentNullException(nameof(output)) : Refusal(value));

    public override byte[] ToUtf8Bytes(T value) => throw Refusal(value);

    public override string ToJson(T value) => throw Refusal(value);

    private protected override WireCodec WithOptions(WireOptions options) => codec.With(options);

    private Exception Refusal(T value) =>
        value is null
            ? new ArgumentNullException(nameof(value))
            : new WireError(
                WireErrorCode.NotRepresentable,
                "",
                0,
                Dialect,
                TypeName,
                $"expected {target.Wanted}, found {missing}"
            ).ToException();

    private sealed class SerializerBridge(UnwritableCodec<T> codec)
        : WireJsonConverter<T>(codec.Dialect, codec.TypeName, codec.Options)
    {
        protected override T ReadMessage(ReadOnlySpan<byte> utf8) => codec.Read(utf8);

        protected override void WriteMessage(ref WireWriter output, T value) => throw codec.Refusal(value);
    }
}

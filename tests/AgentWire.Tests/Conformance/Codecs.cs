using System.Buffers;

namespace AgentWire.Tests.Conformance;

internal static class Codecs
{
    /// <summary>The codec of a named type.</summary>
    public static WireCodec Find(string dialect, string type) =>
        WireDialects.TryGet(dialect, out WireDialect? found)
        && found.Types.FirstOrDefault(codec => codec.TypeName == type) is { } codec
            ? codec
            : throw new InvalidOperationException($"No codec for {dialect} {type}.");

    public static byte[] Write(this WireCodec codec, object value)
    {
        ArrayBufferWriter<byte> output = new();
        codec.WriteObject(output, value);
        return output.WrittenSpan.ToArray();
    }
}

/// <summary>The members that a codec has only if its type is known.</summary>
internal abstract class TypedCodec
{
    public abstract Type ValueType { get; }

    public static TypedCodec Of(WireCodec codec) =>
        (TypedCodec)Activator.CreateInstance(typeof(TypedCodec<>).MakeGenericType(codec.Type), codec)!;

    public abstract object Read(byte[] utf8);

    public abstract object Read(ReadOnlySequence<byte> utf8);

    public abstract object Read(string json);

    public abstract byte[] ToUtf8Bytes(object value);

    public abstract string ToJson(object value);
}

internal sealed class TypedCodec<T>(WireCodec<T> codec) : TypedCodec
    where T : notnull
{
    public override Type ValueType => typeof(T);

    public override object Read(byte[] utf8) => codec.Read(utf8.AsSpan());

    public override object Read(ReadOnlySequence<byte> utf8) => codec.Read(utf8);

    public override object Read(string json) => codec.Read(json);

    public override byte[] ToUtf8Bytes(object value) => codec.ToUtf8Bytes((T)value);

    public override string ToJson(object value) => codec.ToJson((T)value);
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Formats;

/// <summary>Reads and writes whole messages in a format, with the options of a codec.</summary>
/// <param name="dialect">The dialect, for errors.</param>
/// <param name="type">The contract type, for errors.</param>
/// <param name="options">The limits, and how unknown members and tags are treated.</param>
/// <param name="format">The format, if it is not empty.</param>
internal readonly struct WholeMessage<T, TFormat>(
    string dialect,
    string type,
    WireOptions options,
    TFormat format = default
)
    where T : notnull
    where TFormat : struct, IWireFormat<T>
{
    // Most messages of a token stream fit into this.
    private const int StackBytes = 512;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, out WireError error)
    {
        WireReader reader = default;
        reader.Open(utf8, options, guessesTags: true);
        if (TryRead(ref reader, out value))
        {
            error = default;
            return true;
        }

        if (reader.HasGuessedTag)
        {
            reader = default;
            reader.Open(utf8, options);
            TryRead(ref reader, out value);
        }

        error = reader.Error(utf8, dialect, type);
        return false;
    }

    public bool TryRead(string json, [NotNullWhen(true)] out T? value, out WireError error)
    {
        using PooledUtf8 copy = new(json, options.MaxMessageBytes);
        WireReader reader = default;
        reader.Open(copy, options);
        bool isRead = TryRead(ref reader, out value);
        error = isRead ? default : reader.Error(copy.Utf8, dialect, type);
        return isRead;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(IBufferWriter<byte> output, T value)
    {
        // The message is written in place into the memory that the output offers. If it does not fit, pooled memory is used.
        WireWriter writer = new(output.GetSpan(), options, dialect, type);
        try
        {
            format.Write(ref writer, value);
            writer.Complete(output);
        }
        finally
        {
            writer.Dispose();
        }
    }

    public byte[] ToUtf8Bytes(T value)
    {
        WireWriter writer = new(stackalloc byte[StackBytes], options, dialect, type);
        try
        {
            format.Write(ref writer, value);
            writer.CheckSize();
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    public string ToJson(T value)
    {
        WireWriter writer = new(stackalloc byte[StackBytes], options, dialect, type);
        try
        {
            format.Write(ref writer, value);
            writer.CheckSize();
            return Utf8Text.GetString(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private bool TryRead(ref WireReader reader, [NotNullWhen(true)] out T? value)
    {
        value = format.Read(ref reader);
        reader.EndDocument();
        if (reader.Failed)
        {
            value = default;
        }

        return value is not null && !reader.Failed;
    }
}

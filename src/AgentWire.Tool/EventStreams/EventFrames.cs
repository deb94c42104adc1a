using System.Buffers;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.EventStreams;

/// <summary>
/// The frames of a stream of events: the lines of newline-delimited JSON, or the data of server-sent events. The first line tells
/// which: a server-sent event begins with the name of a field, or a comment.
/// </summary>
internal static class EventFrames
{
    /// <summary>Returns the frames. A last event without the empty line after it is one too.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(LineReader lines)
    {
        while (lines.MoveNext())
        {
            if (!lines.IsBlank)
            {
                return IsJson(lines.Line) ? Lines(lines) : ServerSentEvents(lines);
            }
        }

        return [];
    }

    /// <summary>Returns whether a line is no part of a server-sent event. What is neither that nor JSON is refused as an event.</summary>
    private static bool IsJson(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> first = WithoutByteOrderMark(line);
        int colon = first.IndexOf((byte)':');
        ReadOnlySpan<byte> name = (colon < 0 ? first : first[..colon]).TrimEnd((byte)'\r');
        return !(
            colon == 0
            || name.SequenceEqual("data"u8)
            || name.SequenceEqual("event"u8)
            || name.SequenceEqual("id"u8)
            || name.SequenceEqual("retry"u8)
        );
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(LineReader lines)
    {
        do
        {
            if (!lines.IsBlank)
            {
                yield return lines.Line.ToArray();
            }
        } while (lines.MoveNext());
    }

    private static IEnumerable<ReadOnlyMemory<byte>> ServerSentEvents(LineReader lines)
    {
        ArrayBufferWriter<byte>? data = null;
        ReadOnlyMemory<byte> first = WithoutByteOrderMark(lines.Line).ToArray();
        Add(first.Span, ref data);
        while (lines.MoveNext())
        {
            if (data is not null && IsEmpty(lines.Line))
            {
                yield return data.WrittenMemory;
                data = null;
            }
            else
            {
                Add(lines.Line, ref data);
            }
        }

        if (data is not null)
        {
            yield return data.WrittenMemory;
        }
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> line) =>
        line.StartsWith("\uFEFF"u8) ? line[3..] : line;

    private static bool IsEmpty(ReadOnlySpan<byte> line) => line is [] or [(byte)'\r'];

    /// <summary>Adds the data of a line. Comments and other fields have none.</summary>
    private static void Add(ReadOnlySpan<byte> line, ref ArrayBufferWriter<byte>? data)
    {
        line = line is [.., (byte)'\r'] ? line[..^1] : line;
        ReadOnlySpan<byte> name = "data"u8;
        if (!line.StartsWith(name) || line[name.Length..] is [not (byte)':', ..])
        {
            return;
        }

        ReadOnlySpan<byte> value = line[Math.Min(name.Length + 1, line.Length)..];
        value = value is [(byte)' ', ..] ? value[1..] : value;
        if (data is null)
        {
            data = new ArrayBufferWriter<byte>();
        }
        else
        {
            data.Write("\n"u8);
        }

        data.Write(value);
    }
}

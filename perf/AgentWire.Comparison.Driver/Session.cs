using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentWire.Comparison;

/// <summary>The work for one recorded session.</summary>
internal static class Session
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IEnumerable<(string Name, long Bytes, string? Baseline, Action<int> Pass)> Works<T>(
        string spec,
        string dialect,
        string side,
        WireCodec<T> codec
    )
        where T : notnull
    {
        WireCodec<T> preserving = codec.With(new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve });
        byte[][] lines = Lines(spec, dialect, side);
        Messages known = new(lines);
        Messages unknown = new(lines.Select(line => WithUnknownTag(codec, line)));
        // The contract closes a few objects. If the builds differ in which, their work differs, and the comparison ends.
        Messages extended = new(lines.Select(WithUnknownMember).Where(line => codec.TryRead(line, out _, out _)));
        return
        [
            Read($"{dialect}: read", codec, known),
            Write($"{dialect}: write", codec, known),
            PeekTag($"{dialect}: peek at the tag", codec, known),
            Read($"{dialect}: read unknown variants", codec, unknown),
            Write($"{dialect}: write unknown variants", codec, unknown),
            Read($"{dialect}: read, unknown members ignored", codec, extended),
            Read($"{dialect}: read, unknown members preserved", preserving, extended),
            Write($"{dialect}: write preserved members", preserving, extended),
            .. TagPlaces(dialect, codec, lines.Where(line => TagPlace(codec, line) == 0)),
        ];
    }

    /// <summary>The work of reading messages with three or more members, with the tag as the first member and as the third.</summary>
    public static IEnumerable<(string Name, long Bytes, string? Baseline, Action<int> Pass)> TagPlaces<T>(
        string name,
        WireCodec<T> codec,
        IEnumerable<byte[]> messages
    )
        where T : notnull
    {
        byte[][] movable = [.. messages.Where(message => MembersOf(message).Count > 2)];
        if (movable.Length == 0)
        {
            return [];
        }

        string first = $"{name}: read, tag first";
        return
        [
            Read(first, codec, new Messages(movable.Select(message => WithTagAt(codec, message, 0)))),
            Read(
                $"{name}: read, tag third",
                codec,
                new Messages(movable.Select(message => WithTagAt(codec, message, 2))),
                first
            ),
        ];
    }

    /// <summary>Returns the elements of a list in the messages of a session.</summary>
    public static IEnumerable<byte[]> Elements(string spec, string dialect, string side, string list) =>
        from line in Lines(spec, dialect, side)
        from element in MembersOf(line)[list]!.AsArray()
        select JsonSerializer.SerializeToUtf8Bytes(element, Relaxed);

    private static byte[][] Lines(string spec, string dialect, string side) =>
        [.. File.ReadLines(Path.Combine(spec, dialect, "sessions", side + ".ndjson")).Select(Encoding.UTF8.GetBytes)];

    private static (string, long, string?, Action<int>) Read<T>(
        string name,
        WireCodec<T> codec,
        Messages messages,
        string? baseline = null
    )
        where T : notnull =>
        (
            name,
            messages.Bytes,
            baseline,
            passes =>
            {
                for (int pass = 0; pass < passes; pass++)
                {
                    for (int i = 0; i < messages.Count; i++)
                    {
                        codec.Read(messages[i]);
                    }
                }
            }
        );

    private static (string, long, string?, Action<int>) PeekTag<T>(string name, WireCodec<T> codec, Messages messages)
        where T : notnull =>
        (
            name,
            messages.Bytes,
            null,
            passes =>
            {
                for (int pass = 0; pass < passes; pass++)
                {
                    for (int i = 0; i < messages.Count; i++)
                    {
                        codec.TryPeekTag(messages[i], out _);
                    }
                }
            }
        );

    private static (string, long, string?, Action<int>) Write<T>(string name, WireCodec<T> codec, Messages messages)
        where T : notnull
    {
        T[] values = [.. Enumerable.Range(0, messages.Count).Select(i => codec.Read(messages[i]))];
        Output output = new();
        long bytes = 0;
        foreach (T value in values)
        {
            output.Clear();
            codec.Write(output, value);
            bytes += output.Written;
        }

        return (
            name,
            bytes,
            null,
            passes =>
            {
                for (int pass = 0; pass < passes; pass++)
                {
                    foreach (T value in values)
                    {
                        output.Clear();
                        codec.Write(output, value);
                    }
                }
            }
        );
    }

    /// <summary>Returns the same message with an unknown tag.</summary>
    private static byte[] WithUnknownTag<T>(WireCodec<T> codec, byte[] line)
        where T : notnull
    {
        JsonObject message = JsonNode.Parse(line)!.AsObject();
        codec.TryPeekTag(line, out string? tag);
        string name = message.First(member => member.Value is JsonValue value && value.ToString() == tag).Key;
        message[name] = "~" + tag;
        return JsonSerializer.SerializeToUtf8Bytes(message, Relaxed);
    }

    private static JsonObject MembersOf(byte[] line) => JsonNode.Parse(line)!.AsObject();

    /// <summary>Returns the place of the tag among the members, or -1.</summary>
    private static int TagPlace<T>(WireCodec<T> codec, byte[] line)
        where T : notnull =>
        codec.TryPeekTag(line, out string? tag)
            ? MembersOf(line).ToList().FindIndex(member => member.Value is JsonValue value && value.ToString() == tag)
            : -1;

    /// <summary>Returns the same message with the tag at another place.</summary>
    private static byte[] WithTagAt<T>(WireCodec<T> codec, byte[] line, int place)
        where T : notnull
    {
        JsonObject message = MembersOf(line);
        (string name, JsonNode? tag) = message.ElementAt(TagPlace(codec, line));
        message.Remove(name);
        message.Insert(place, name, tag);
        return JsonSerializer.SerializeToUtf8Bytes(message, Relaxed);
    }

    /// <summary>Returns the same message with an additional member after the first, so that a tag stays first or last.</summary>
    private static byte[] WithUnknownMember(byte[] line)
    {
        JsonObject message = JsonNode.Parse(line)!.AsObject();
        message.Insert(1, "x_unknown", JsonNode.Parse("""{"a":[1,2.5,"three"],"b":null}"""));
        return JsonSerializer.SerializeToUtf8Bytes(message, Relaxed);
    }
}

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
        byte[][] lines =
        [
            .. File.ReadLines(Path.Combine(spec, dialect, "sessions", side + ".ndjson")).Select(Encoding.UTF8.GetBytes),
        ];
        Messages known = new(lines);
        Messages unknown = new(lines.Select(line => WithUnknownTag(codec, line)));
        byte[][] movable = [.. lines.Where(line => IsTagFirst(codec, line) && MembersOf(line).Count > 2)];
        string tagFirst = $"{dialect}: read, tag first";
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
            .. movable.Length == 0
                ? Enumerable.Empty<(string, long, string?, Action<int>)>()
                :
                [
                    Read(tagFirst, codec, new Messages(movable.Select(line => WithTagAt(line, 0)))),
                    Read(
                        $"{dialect}: read, tag third",
                        codec,
                        new Messages(movable.Select(line => WithTagAt(line, 2))),
                        tagFirst
                    ),
                ],
        ];
    }

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

    private static bool IsTagFirst<T>(WireCodec<T> codec, byte[] line)
        where T : notnull =>
        codec.TryPeekTag(line, out string? tag)
        && MembersOf(line).First().Value is JsonValue value
        && value.ToString() == tag;

    /// <summary>Returns the same message with its first member at another place.</summary>
    private static byte[] WithTagAt(byte[] line, int place)
    {
        JsonObject message = MembersOf(line);
        (string name, JsonNode? tag) = message.First();
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

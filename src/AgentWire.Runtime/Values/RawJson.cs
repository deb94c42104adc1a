using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>
/// One JSON value that the contract does not look into: immutable, checked and compacted when it was made. Members keep
/// their order and numbers their text. <c>default</c> is <c>null</c>.
/// </summary>
/// <remarks>
/// Equality is that of JSON values: the order of members does not count, numbers are equal if the reference servers would
/// print them alike, and of members with one name the last counts.
/// </remarks>
[JsonConverter(typeof(RawJsonConverter))]
public readonly struct RawJson : IEquatable<RawJson>
{
    /// <summary>The widest limits there are: what a value was made under, its typed views read under too.</summary>
    internal static readonly WireOptions Options = new()
    {
        MaxDepth = WireOptions.DepthLimit,
        MaxMessageBytes = WireOptions.MessageBytesLimit,
        MaxPreservedMembers = WireOptions.PreservedMembersLimit,
    };

    private readonly byte[]? _utf8;

    private RawJson(byte[] utf8, int depth)
    {
        _utf8 = utf8;
        Depth = depth;
    }

    /// <summary>The value as compact UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8 is null ? "null"u8 : _utf8;

    /// <summary>How many arrays and objects are inside one another; 0 for a scalar.</summary>
    internal int Depth { get; }

    internal bool IsObject => Utf8[0] == '{';

    /// <summary>Checks and compacts a JSON document.</summary>
    /// <param name="utf8">The document: up to <see cref="WireOptions.DepthLimit"/> levels, and <see cref="WireOptions.MessageBytesLimit"/> bytes.</param>
    /// <exception cref="WireException">It is not JSON.</exception>
    public static RawJson Parse(ReadOnlySpan<byte> utf8)
    {
        JsonScanner scanner = default;
        scanner.Open(utf8, Options);
        return Parse(ref scanner, utf8);
    }

    /// <summary>Checks and compacts a JSON document.</summary>
    /// <param name="json">The document: up to <see cref="WireOptions.DepthLimit"/> levels, and <see cref="WireOptions.MessageBytesLimit"/> bytes of UTF-8.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="WireException">It is not JSON.</exception>
    public static RawJson Parse(string json)
    {
        using PooledUtf8 copy = new(json, Options.MaxMessageBytes);
        JsonScanner scanner = default;
        scanner.Open(copy, Options);
        return Parse(ref scanner, copy.Utf8);
    }

    /// <summary>The value of an element. Comments and trailing commas that its document was parsed with are left out.</summary>
    /// <exception cref="InvalidOperationException">The element is undefined.</exception>
    /// <exception cref="ObjectDisposedException">The element's document was disposed.</exception>
    /// <exception cref="WireException">Its text is not JSON as this library takes it, such as a lone surrogate or <c>1e999</c>.</exception>
    public static RawJson FromJsonElement(JsonElement element)
    {
        using SerializerText text = JsonDomText.Of(element);
        return Parse(text.Utf8);
    }

    /// <summary>The value of a node; <c>null</c> for a null reference.</summary>
    /// <remarks>A lone surrogate in a .NET string of the node becomes U+FFFD, as it does wherever a node is written.</remarks>
    /// <exception cref="ArgumentException">The node holds a number that is not finite.</exception>
    /// <exception cref="WireException">Its text is not JSON as this library takes it, such as <c>1e999</c> or an escaped lone
    /// surrogate, or it is deeper than <see cref="WireOptions.DepthLimit"/>.</exception>
    public static RawJson FromJsonNode(JsonNode? node)
    {
        if (node is null)
        {
            return default;
        }

        PooledWriter text = new();
        try
        {
            JsonDomText.Write(node, text);
            return Parse(text.Written);
        }
        finally
        {
            text.Release();
        }
    }

    /// <summary>The value as an element that lives on its own.</summary>
    public JsonElement ToJsonElement()
    {
        Utf8JsonReader reader = new(Utf8, new JsonReaderOptions { MaxDepth = WireOptions.DepthLimit });
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The value as a node; a null reference for <c>null</c>.</summary>
    public JsonNode? ToJsonNode() =>
        JsonNode.Parse(Utf8, documentOptions: new JsonDocumentOptions { MaxDepth = WireOptions.DepthLimit });

    /// <summary>The value as compact text.</summary>
    public override string ToString() => Utf8Text.GetString(Utf8);

    /// <summary>True when both are the same JSON value.</summary>
    public bool Equals(RawJson other) =>
        Utf8.SequenceEqual(other.Utf8) || ToCanonicalBytes().AsSpan().SequenceEqual(other.ToCanonicalBytes());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        SeededHash hash = default;
        hash.Add(ToCanonicalBytes().AsSpan());
        return hash.Value;
    }

    /// <summary>True when both are the same JSON value.</summary>
    public static bool operator ==(RawJson left, RawJson right) => left.Equals(right);

    /// <summary>True when the values differ.</summary>
    public static bool operator !=(RawJson left, RawJson right) => !left.Equals(right);

    /// <summary>A value that a reader has checked.</summary>
    internal static RawJson FromChecked(ReadOnlySpan<byte> utf8, int depth, bool isCompact) =>
        new(isCompact ? utf8.ToArray() : JsonCompactor.Compact(utf8), depth);

    /// <summary>A string.</summary>
    internal static RawJson StringOf(string text)
    {
        JsonOutput output = default;
        output.Open([], Options, "json", nameof(RawJson));
        output.WriteString(text);
        RawJson json = new(output.Written.ToArray(), depth: 0);
        output.Dispose();
        return json;
    }

    /// <summary>An object with one member, which a reader has checked.</summary>
    internal static RawJson ObjectOf(ReadOnlySpan<byte> member, int depth, bool isCompact)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(member.Length + 2);
        Span<byte> json = rented.AsSpan(0, member.Length + 2);
        json[0] = (byte)'{';
        member.CopyTo(json.Slice(1));
        json[json.Length - 1] = (byte)'}';
        RawJson value = FromChecked(json, depth, isCompact);
        ArrayPool<byte>.Shared.Return(rented);
        return value;
    }

    /// <summary>An object with the given members.</summary>
    internal static RawJson ObjectOf(RawMembers members)
    {
        JsonOutput output = default;
        output.Open([], Options, "json", nameof(RawJson));
        output.WriteByte((byte)'{');
        if (members.Count > Options.MaxPreservedMembers)
        {
            throw output.Error(WireErrorCode.TooLarge, $"expected at most {Options.MaxPreservedMembers} extra members");
        }

        int depth = 0;
        foreach (KeyValuePair<string, RawJson> member in members)
        {
            output.WriteSeparator();
            output.WriteString(member.Key);
            output.WriteByte((byte)':');
            if (member.Value.Depth >= Options.MaxDepth)
            {
                throw output.Error(
                    WireErrorCode.TooDeep,
                    $"expected at most {Options.MaxDepth} nested arrays and objects, found more"
                );
            }

            output.Write(member.Value.Utf8);
            depth = Math.Max(depth, member.Value.Depth);
        }

        output.WriteByte((byte)'}');
        RawJson json = new(output.Written.ToArray(), depth + 1);
        output.Dispose();
        return json;
    }

    /// <summary>The one form that equal values share.</summary>
    internal byte[] ToCanonicalBytes()
    {
        JsonOutput output = default;
        output.Open([], Options, "json", nameof(RawJson));
        JsonCanonicalizer.Write(ref output, Utf8, MemberOrder.Sorted);
        byte[] bytes = output.Written.ToArray();
        output.Dispose();
        return bytes;
    }

    private static RawJson Parse(ref JsonScanner scanner, ReadOnlySpan<byte> utf8)
    {
        RawJson value = scanner.ReadRaw();
        scanner.EndDocument();
        return scanner.Failed ? throw scanner.Error(utf8, "json", nameof(RawJson)).ToException() : value;
    }
}

using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>
/// One opaque JSON value, which the contract does not define. It is immutable, and was checked and compacted when it was
/// created. Members keep their order, and numbers their text. The <c>default</c> value is the JSON <c>null</c>.
/// </summary>
/// <remarks>
/// Equality compares JSON values. The order of members does not matter, numbers are equal if the reference servers would
/// write them in the same way, and if members have the same name, the last one counts.
/// </remarks>
/// <example>
/// <code>
/// RawJson arguments = RawJson.Parse("""{"path": "/tmp"}""");
/// string text = arguments.ToString(); // {"path":"/tmp"}
/// </code>
/// </example>
[DebuggerDisplay("{DebuggerText,nq}")]
[JsonConverter(typeof(RawJsonConverter))]
public readonly struct RawJson : IEquatable<RawJson>
{
    /// <summary>The greatest possible limits. A value was created with them, and its typed views are read with them.</summary>
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

    /// <summary>Gets the value as compact UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8 is null ? "null"u8 : _utf8;

    /// <summary>Gets the number of nested arrays and objects, or 0 for a scalar.</summary>
    internal int Depth { get; }

    /// <summary>Gets the beginning of the text. The whole text can be as long as a message.</summary>
    private string DebuggerText => ValueText.Of(this);

    internal bool IsObject => Utf8[0] == '{';

    internal bool IsNull => Utf8[0] == 'n';

    /// <summary>Parses a JSON document: checks it and makes it compact.</summary>
    /// <param name="utf8">The document, with up to <see cref="WireOptions.DepthLimit"/> levels and <see cref="WireOptions.MessageBytesLimit"/> bytes.</param>
    /// <exception cref="WireException">The document is not valid JSON, or exceeds a limit.</exception>
    public static RawJson Parse(ReadOnlySpan<byte> utf8)
    {
        JsonScanner scanner = default;
        scanner.Open(utf8, Options);
        return Parse(ref scanner, utf8);
    }

    /// <summary>Parses a JSON document: checks it and makes it compact.</summary>
    /// <param name="json">The document, with up to <see cref="WireOptions.DepthLimit"/> levels and <see cref="WireOptions.MessageBytesLimit"/> bytes of UTF-8.</param>
    /// <exception cref="ArgumentNullException">The string is null.</exception>
    /// <exception cref="WireException">The document is not valid JSON, or exceeds a limit.</exception>
    public static RawJson Parse(string json)
    {
        using PooledUtf8 copy = new(json, Options.MaxMessageBytes);
        JsonScanner scanner = default;
        scanner.Open(copy, Options);
        return Parse(ref scanner, copy.Utf8);
    }

    /// <summary>
    /// Creates a number in the shortest form of ECMAScript: <c>1</c>, <c>0.1</c>, <c>1e+21</c>. A dialect that keeps the text of numbers
    /// writes it in this form, and any other dialect in its own.
    /// </summary>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static RawJson FromDouble(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentException("The number is not finite.", nameof(value));
        }

        Span<byte> text = stackalloc byte[JsonNumber.MaxDoubleBytes];
        return new RawJson(text.Slice(0, JsonNumber.FormatEcmaScript(value, text)).ToArray(), depth: 0);
    }

    /// <summary>Creates the value of an element. Comments and trailing commas of its document are omitted.</summary>
    /// <exception cref="InvalidOperationException">The element is undefined.</exception>
    /// <exception cref="ObjectDisposedException">The document of the element was disposed.</exception>
    /// <exception cref="WireException">The text is not JSON that this library accepts. For example, it contains a lone surrogate or <c>1e999</c>.</exception>
    public static RawJson FromJsonElement(JsonElement element)
    {
        using SerializerText text = JsonDomText.Of(element);
        return Parse(text.Utf8);
    }

    /// <summary>
    /// Creates the value of a node. A null reference becomes the JSON <c>null</c>. Numbers that the node has parsed keep their text, and
    /// others have that of <see cref="FromDouble"/>.
    /// </summary>
    /// <remarks>A lone surrogate in a .NET string of the node becomes U+FFFD, as it does whenever a node is written.</remarks>
    /// <exception cref="ArgumentException">The node contains a number that is not finite.</exception>
    /// <exception cref="WireException">The text is not JSON that this library accepts, for example because of <c>1e999</c> or an
    /// escaped lone surrogate, or it is deeper than <see cref="WireOptions.DepthLimit"/>.</exception>
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

    /// <summary>Returns the value as an element that does not depend on a document.</summary>
    public JsonElement ToJsonElement()
    {
        Utf8JsonReader reader = new(Utf8, new JsonReaderOptions { MaxDepth = WireOptions.DepthLimit });
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Returns the value as a node, or a null reference for the JSON <c>null</c>.</summary>
    public JsonNode? ToJsonNode() =>
        JsonNode.Parse(Utf8, documentOptions: new JsonDocumentOptions { MaxDepth = WireOptions.DepthLimit });

    /// <summary>Returns the value as compact text.</summary>
    public override string ToString() => Utf8Text.GetString(Utf8);

    /// <summary>Returns true if both are the same JSON value.</summary>
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

    /// <summary>Returns true if both are the same JSON value.</summary>
    public static bool operator ==(RawJson left, RawJson right) => left.Equals(right);

    /// <summary>Returns true if the values differ.</summary>
    public static bool operator !=(RawJson left, RawJson right) => !left.Equals(right);

    /// <summary>Creates a value that a reader has checked.</summary>
    internal static RawJson FromChecked(ReadOnlySpan<byte> utf8, int depth, bool isCompact) =>
        new(isCompact ? utf8.ToArray() : JsonCompactor.Compact(utf8), depth);

    /// <summary>Creates a string value.</summary>
    internal static RawJson StringOf(string text)
    {
        JsonOutput output = default;
        output.Open([], Options, "json", nameof(RawJson));
        output.WriteString(text);
        RawJson json = new(output.Written.ToArray(), depth: 0);
        output.Dispose();
        return json;
    }

    /// <summary>Creates an object with one member that a reader has checked.</summary>
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

    /// <summary>Creates an object with the given members.</summary>
    internal static RawJson ObjectOf(RawMembers members)
    {
        JsonOutput output = default;
        output.Open([], Options, "json", nameof(RawJson));
        output.WriteByte((byte)'{');
        if (members.Count > Options.MaxPreservedMembers)
        {
            throw output.TooManyMembers();
        }

        int depth = 0;
        foreach (KeyValuePair<string, RawJson> member in members.AsSpan())
        {
            output.WriteSeparator();
            output.WriteString(member.Key);
            output.WriteByte((byte)':');
            if (member.Value.Depth >= Options.MaxDepth)
            {
                throw output.TooDeep(Options.MaxDepth);
            }

            output.Write(member.Value.Utf8);
            depth = Math.Max(depth, member.Value.Depth);
        }

        output.WriteByte((byte)'}');
        RawJson json = new(output.Written.ToArray(), depth + 1);
        output.Dispose();
        return json;
    }

    /// <summary>Returns the form that all equal values share.</summary>
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

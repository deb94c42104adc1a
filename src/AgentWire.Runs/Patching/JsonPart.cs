using System.Text.Json;

namespace AgentWire.Runs.Patching;

/// <summary>
/// A value of a document that is being changed. It stays text until an operation goes into it: what no operation
/// touches is copied as it was.
/// </summary>
internal sealed class JsonPart
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = WireOptions.DepthLimit + 1 };

    private ReadOnlyMemory<byte> _text;

    private JsonPart(ReadOnlyMemory<byte> text, int height)
    {
        _text = text;
        Size = text.Length;
        Height = height;
        Kind = KindOf(text.Span[0]);
    }

    public JsonPartKind Kind { get; }

    /// <summary>Gets the object or list that contains the value, or null for a document.</summary>
    public JsonPart? Parent { get; private set; }

    /// <summary>Gets the length of the text in bytes.</summary>
    public int Size { get; private set; }

    /// <summary>Gets the greatest number of nested lists and objects that the value has had: at least that which it has.</summary>
    public int Height { get; private set; }

    /// <summary>Gets the members, once an object was opened.</summary>
    public JsonMembers? Members { get; private set; }

    /// <summary>Gets the items, once a list was opened.</summary>
    public BlockList<JsonPart>? Items { get; private set; }

    public bool IsContainer => Kind is JsonPartKind.Object or JsonPartKind.List;

    public int Count => Members?.Count ?? Items?.Count ?? 0;

    private bool IsOpen => Members is not null || Items is not null;

    public static JsonPart Of(RawJson value) => Of(value.Utf8.ToArray());

    public static JsonPart Of(ReadOnlyMemory<byte> text)
    {
        Utf8JsonReader reader = new(text.Span, ReaderOptions);
        reader.Read();
        return new JsonPart(text, Skip(ref reader));
    }

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Reads the members of an object, or the items of a list. Does nothing for another value.</summary>
    public void Open()
    {
        if (IsOpen || !IsContainer)
        {
            return;
        }

        Utf8JsonReader reader = new(_text.Span, ReaderOptions);
        reader.Read();
        if (Kind == JsonPartKind.Object)
        {
            OpenObject(ref reader);
        }
        else
        {
            OpenList(ref reader);
        }

        _text = default;
    }

    /// <summary>Returns whether both are the same JSON value. The order of members does not matter, and 1 is 1.0.</summary>
    public bool ValueEquals(JsonPart other)
    {
        if (Kind != other.Kind)
        {
            return false;
        }

        if (!IsOpen && !other.IsOpen && _text.Span.SequenceEqual(other._text.Span))
        {
            return true;
        }

        Open();
        other.Open();
        return Kind switch
        {
            JsonPartKind.Object => Members!.Count == other.Members!.Count
                && Members.All.All(member =>
                    other.Members.TryFind(member.Name, out int place)
                    && member.Value!.ValueEquals(other.Members.ValueAt(place))
                ),
            JsonPartKind.List => Items!.Count == other.Items!.Count
                && Items.All.Zip(other.Items.All, (left, right) => left.ValueEquals(right)).All(same => same),
            JsonPartKind.Number => NumberText.AreEqual(_text.Span, other._text.Span),
            JsonPartKind.String => TextOf(_text.Span) == TextOf(other._text.Span),
            _ => true,
        };
    }

    /// <summary>Takes the place of a child into account, which was just put in.</summary>
    public void Attached(JsonPart child, int overhead)
    {
        child.Parent = this;
        Grow(child.Size + overhead);
        JsonPart? part = this;
        for (int height = child.Height + 1; part is not null && part.Height < height; height++)
        {
            part.Height = height;
            part = part.Parent;
        }
    }

    /// <summary>Takes a child out of account, which was just taken out.</summary>
    public void Detached(JsonPart child, int overhead)
    {
        child.Parent = null;
        Grow(-child.Size - overhead);
    }

    private static JsonPartKind KindOf(byte first) =>
        first switch
        {
            (byte)'{' => JsonPartKind.Object,
            (byte)'[' => JsonPartKind.List,
            (byte)'"' => JsonPartKind.String,
            (byte)'t' => JsonPartKind.True,
            (byte)'f' => JsonPartKind.False,
            (byte)'n' => JsonPartKind.Null,
            _ => JsonPartKind.Number,
        };

    private static string? TextOf(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader reader = new(text, ReaderOptions);
        reader.Read();
        return reader.GetString();
    }

    /// <summary>Moves to the end of the value that begins here. Returns how many lists and objects are nested in it.</summary>
    private static int Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return 0;
        }

        int outer = reader.CurrentDepth;
        int height = 1;
        while (reader.Read() && reader.CurrentDepth > outer)
        {
            bool begins = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            height = Math.Max(height, reader.CurrentDepth - outer + (begins ? 1 : 0));
        }

        return height;
    }

    private void OpenObject(ref Utf8JsonReader reader)
    {
        Members = new JsonMembers();
        int size = 2;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            ReadOnlyMemory<byte> nameText = _text.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
            JsonPart value = Child(ref reader);
            if (Members.TryFind(name, out int place))
            {
                // The first place and the last value count, as in JavaScript.
                size += value.Size - Members.ValueAt(place).Size;
                Members.Set(place, value);
            }
            else
            {
                size += nameText.Length + 1 + value.Size + (Members.Count > 0 ? 1 : 0);
                Members.Add(name, nameText, value);
            }
        }

        Grow(size - Size);
    }

    private void OpenList(ref Utf8JsonReader reader)
    {
        Items = new BlockList<JsonPart>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Items.Add(Child(ref reader, isRead: true));
        }
    }

    private JsonPart Child(ref Utf8JsonReader reader, bool isRead = false)
    {
        if (!isRead)
        {
            reader.Read();
        }

        int start = (int)reader.TokenStartIndex;
        int height = Skip(ref reader);
        return new JsonPart(_text.Slice(start, (int)reader.BytesConsumed - start), height) { Parent = this };
    }

    private void Grow(int bytes)
    {
        for (JsonPart? part = this; part is not null; part = part.Parent)
        {
            part.Size += bytes;
        }
    }

    private int CopyTo(Span<byte> output)
    {
        if (!IsOpen)
        {
            _text.Span.CopyTo(output);
            return _text.Length;
        }

        int length = 0;
        output[length++] = (byte)(Kind == JsonPartKind.Object ? '{' : '[');
        if (Members is not null)
        {
            foreach (JsonMembers.Member member in Members.All)
            {
                length += Separate(output, length);
                member.NameText.Span.CopyTo(output.Slice(length));
                length += member.NameText.Length;
                output[length++] = (byte)':';
                length += member.Value!.CopyTo(output.Slice(length));
            }
        }
        else
        {
            foreach (JsonPart item in Items!.All)
            {
                length += Separate(output, length);
                length += item.CopyTo(output.Slice(length));
            }
        }

        output[length++] = (byte)(Kind == JsonPartKind.Object ? '}' : ']');
        return length;
    }

    private static int Separate(Span<byte> output, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        output[length] = (byte)',';
        return 1;
    }
}

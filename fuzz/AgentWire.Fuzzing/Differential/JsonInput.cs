using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using AgentWire.Fuzzing.Mutation;

namespace AgentWire.Fuzzing.Differential;

/// <summary>An input as JSON, whether or not a reader would accept it: its values by number, and facts about single values.</summary>
internal sealed partial class JsonInput
{
    private readonly JsonMap _map = new();
    private byte[] _input = [];

    public int Count => _map.Count;

    public int Depth => _map.Depth;

    public JsonNode this[int index] => _map[index];

    /// <returns>Whether the input is JSON.</returns>
    public bool Scan(byte[] input)
    {
        _input = input;
        return _map.Scan(input);
    }

    /// <summary>Returns the number of members or items of a value.</summary>
    public int CountOf(int index) => _map.Children(index);

    public IEnumerable<int> Children(int index)
    {
        for (int child = index + 1; child < _map[index].After; child = _map[child].After)
        {
            yield return child;
        }
    }

    public bool Has(int index, string name) => Children(index).Any(child => NameOf(child) == name);

    public int DepthOf(int index)
    {
        int depth = 0;
        for (int i = index; i < _map[index].After; i++)
        {
            int levels = 0;
            for (int around = i; around >= 0; around = _map[around].Parent)
            {
                levels += _map[around].IsContainer ? 1 : 0;
            }

            depth = Math.Max(depth, levels);
        }

        return depth;
    }

    public ReadOnlySpan<byte> Token(JsonNode node) => _input.AsSpan(node.Start, node.End - node.Start);

    public string Text(JsonNode node) => Encoding.Latin1.GetString(Token(node));

    public string NameOf(int index)
    {
        JsonNode node = _map[index];
        return JsonText.Unescape(_input.AsSpan(node.NameStart, node.NameEnd - node.NameStart));
    }

    public bool IsNull(JsonNode node) => Token(node).SequenceEqual("null"u8);

    public bool HasLoneSurrogate(JsonNode node)
    {
        bool inName = node.HasName && IsLone(_input.AsSpan(node.NameStart, node.NameEnd - node.NameStart));
        return inName || (node.Kind == JsonKind.String && IsLone(Token(node)));
    }

    private static bool IsLone(ReadOnlySpan<byte> token)
    {
        if (token.IndexOf("\\u"u8) < 0)
        {
            return false;
        }

        string text = JsonText.Unescape(token);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsOverflow(JsonNode node) =>
        double.TryParse(Token(node), CultureInfo.InvariantCulture, out double value) && double.IsInfinity(value);

    public bool IsBeyondInt64(JsonNode node)
    {
        string text = Text(node);
        return PlainInteger().IsMatch(text) && !long.TryParse(text, CultureInfo.InvariantCulture, out _);
    }

    [GeneratedRegex("^-?[0-9]+\\z")]
    public static partial Regex PlainInteger();
}

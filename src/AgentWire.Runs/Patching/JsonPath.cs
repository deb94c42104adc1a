using System.Globalization;
using AgentWire.CompilerServices;

namespace AgentWire.Runs.Patching;

/// <summary>The names and indexes of a JSON Pointer, without their escapes.</summary>
internal sealed class JsonPath
{
    private const string ReservedName = "__proto__";
    private const int MaxShown = 80;

    private readonly string _pointer;
    private readonly string[] _tokens;

    private JsonPath(string pointer, string[] tokens)
    {
        _pointer = pointer;
        _tokens = tokens;
    }

    public int Count => _tokens.Length;

    public string this[int index] => _tokens[index];

    public string Last => _tokens[_tokens.Length - 1];

    public bool IsReserved => Array.IndexOf(_tokens, ReservedName) >= 0;

    /// <summary>Parses a pointer. Returns null if it is not one, or its text is not Unicode.</summary>
    public static JsonPath? Parse(string pointer)
    {
        if (pointer.Length == 0)
        {
            return new JsonPath(pointer, []);
        }

        if (pointer[0] != '/' || !IsEscaped(pointer) || !IsUnicode(pointer))
        {
            return null;
        }

        string[] tokens = pointer.Substring(1).Split('/');
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = tokens[i].Replace("~1", "/").Replace("~0", "~");
        }

        return new JsonPath(pointer, tokens);
    }

    /// <summary>Returns whether the other path leads into the value of this one.</summary>
    public bool Contains(JsonPath other) =>
        Count < other.Count && _tokens.AsSpan().SequenceEqual(other._tokens.AsSpan(0, Count));

    public bool IsSameAs(JsonPath other) => _tokens.AsSpan().SequenceEqual(other._tokens);

    /// <summary>Reads an index of a list: digits without a zero in front.</summary>
    public static bool TryIndex(string token, out int index)
    {
        index = 0;
        return (token.Length == 1 || (token.Length > 1 && token[0] != '0'))
            && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    public override string ToString() => Show(_pointer);

    public static string Show(string text) => $"\"{SafeText.OneLine(text, MaxShown)}\"";

    private static bool IsEscaped(string pointer)
    {
        for (int i = pointer.IndexOf('~'); i >= 0; i = pointer.IndexOf('~', i + 1))
        {
            if (i + 1 == pointer.Length || pointer[i + 1] is not ('0' or '1'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsSurrogatePair(text, i))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}

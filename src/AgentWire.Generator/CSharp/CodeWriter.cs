using System.Text;

namespace AgentWire.Generator.CSharp;

/// <summary>Indented lines of C#, a statement a line; only comments are broken at a width.</summary>
internal sealed class CodeWriter
{
    private const int MaxWidth = 120;
    private const int IndentWidth = 4;

    private readonly StringBuilder _text = new();
    private int _depth;

    public override string ToString() => _text.ToString();

    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _depth * IndentWidth).Append(text);
        }

        _text.Append('\n');
    }

    /// <summary>A header, and a block in braces under it.</summary>
    public void Block(string header, Action body, string end = "}")
    {
        Line(header);
        Line("{");
        Indented(body);
        Line(end);
    }

    public void Indented(Action body)
    {
        _depth++;
        body();
        _depth--;
    }

    /// <summary>Each part by <paramref name="write"/>, with an empty line between.</summary>
    public void Separated<T>(IEnumerable<T> parts, Action<T> write)
    {
        bool isFirst = true;
        foreach (T part in parts)
        {
            if (!isFirst)
            {
                Line();
            }

            isFirst = false;
            write(part);
        }
    }

    /// <summary>A call or a declaration with arguments.</summary>
    public void Call(string start, IEnumerable<string> arguments, string end) =>
        Line($"{start}({string.Join(", ", arguments)}){end}");

    /// <summary>A method with a block for a body.</summary>
    public void Method(string start, IEnumerable<string> parameters, Action body) =>
        Block($"{start}({string.Join(", ", parameters)})", body);

    /// <summary>A documentation comment of one element.</summary>
    public void Doc(string element, string xml) => Doc(element, element, xml);

    /// <summary>The same, of an element with attributes.</summary>
    public void Doc(string start, string end, string xml)
    {
        string line = $"<{start}>{xml}</{end}>";
        if (Fits($"/// {line}"))
        {
            Line($"/// {line}");
            return;
        }

        Line($"/// <{start}>");
        foreach (string part in Wrap(xml))
        {
            Line($"/// {part}");
        }

        Line($"/// </{end}>");
    }

    private bool Fits(string line) => (_depth * IndentWidth) + line.Length <= MaxWidth;

    private List<string> Wrap(string text)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in Words(text))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && !Fits($"/// {longer}"))
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        return [.. lines, line];
    }

    /// <summary>What may stand on lines of their own; an element with attributes is one word.</summary>
    private static List<string> Words(string text)
    {
        List<string> words = [];
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.Count > 0 && words[^1].Count(letter => letter == '<') > words[^1].Count(letter => letter == '>'))
            {
                words[^1] += $" {word}";
            }
            else
            {
                words.Add(word);
            }
        }

        return words;
    }
}

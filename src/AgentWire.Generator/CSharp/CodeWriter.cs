using System.Text;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes indented lines of C#, with one statement per line. Only comments are wrapped.</summary>
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

    /// <summary>Writes a header and a block in braces.</summary>
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

    /// <summary>Writes each part with <paramref name="write"/>, separated by empty lines.</summary>
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

    /// <summary>Writes a call or a declaration with arguments.</summary>
    public void Call(string start, IEnumerable<string> arguments, string end) =>
        Line($"{start}({string.Join(", ", arguments)}){end}");

    /// <summary>Writes a method with a block body.</summary>
    public void Method(string start, IEnumerable<string> parameters, Action body) =>
        Block($"{start}({string.Join(", ", parameters)})", body);

    /// <summary>Writes a documentation comment with one element.</summary>
    public void Doc(string element, string xml) => Doc(element, element, xml);

    /// <summary>Writes the same for an element with attributes.</summary>
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

    /// <summary>Splits a text into words that can be on lines of their own. An element with attributes is one word.</summary>
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

using System.Text;

namespace AgentWire.Generator.CSharp;

/// <summary>Indented lines of C#, broken where the formatter would break them.</summary>
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

    /// <summary>A statement with arguments: on one line, or with a line for each argument.</summary>
    public void Call(string start, IReadOnlyList<string> arguments, string end)
    {
        string line = $"{start}({string.Join(", ", arguments)}){end}";
        if (Fits(line))
        {
            Line(line);
            return;
        }

        Line($"{start}(");
        Indented(() =>
        {
            foreach (string argument in arguments)
            {
                Line(argument == arguments[^1] ? argument : $"{argument},");
            }
        });
        Line($"){end}");
    }

    /// <summary>A method with a block for a body.</summary>
    public void Method(string start, IReadOnlyList<string> parameters, Action body)
    {
        Call(start, parameters, "");
        Line("{");
        Indented(body);
        Line("}");
    }

    /// <summary>A statement that ends with a call: on one line, or broken at its arguments, or else at its type arguments.</summary>
    public void Statement(string text)
    {
        int open = OpenOfLastCall(text);
        if (Fits(text) || open < 0)
        {
            Line(text);
            return;
        }

        int close = text.LastIndexOf(')');
        string head = text[..open];
        string[] arguments = [.. Split(text[(open + 1)..close])];
        if (arguments.Length > 0 && Fits($"{head}("))
        {
            Call(head, arguments, text[(close + 1)..]);
            return;
        }

        int types = head.LastIndexOf('<');
        Line(head[..(types + 1)]);
        Indented(() =>
        {
            string[] all = [.. Split(head[(types + 1)..^1])];
            foreach (string type in all)
            {
                Line(type == all[^1] ? type : $"{type},");
            }
        });
        Line($">{text[open..]}");
    }

    /// <summary>A collection: on one line, or with a line for each item.</summary>
    public void List(IReadOnlyList<string> items, string end = "")
    {
        string line = $"[{string.Join(", ", items)}]{end}";
        if (Fits(line))
        {
            Line(line);
            return;
        }

        Line("[");
        Indented(() =>
        {
            foreach (string item in items)
            {
                Line($"{item},");
            }
        });
        Line($"]{end}");
    }

    /// <summary><c>target = value</c>, the value on a line of its own where the two do not fit on one.</summary>
    public void Assign(string target, string operation, string value)
    {
        if (Fits($"{target} {operation} {value}"))
        {
            Line($"{target} {operation} {value}");
            return;
        }

        Line($"{target} {operation}");
        Indented(() => Statement(value));
    }

    /// <summary>A choice between two values; the condition includes what comes before it.</summary>
    public void Choose(string condition, string yes, string no)
    {
        string line = $"{condition} ? {yes} : {no};";
        if (Fits(line))
        {
            Line(line);
            return;
        }

        Line(condition);
        Indented(() =>
        {
            Line($"? {yes}");
            Line($": {no};");
        });
    }

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

    public bool Fits(string line) => (_depth * IndentWidth) + line.Length <= MaxWidth;

    /// <summary>Where the last argument list begins; -1 where there is none.</summary>
    private static int OpenOfLastCall(string text)
    {
        int last = -1;
        Stack<int> open = [];
        foreach ((int index, char letter) in Code(text))
        {
            if (letter == '(')
            {
                open.Push(index);
            }
            else if (letter == ')')
            {
                last = open.Pop();
            }
        }

        return last;
    }

    /// <summary>Arguments, at the commas that are not inside any of them.</summary>
    private static IEnumerable<string> Split(string arguments)
    {
        int start = 0;
        int depth = 0;
        foreach ((int index, char letter) in Code(arguments))
        {
            depth +=
                letter is '(' or '[' or '<' ? 1
                : letter is ')' or ']' or '>' ? -1
                : 0;
            if (letter == ',' && depth == 0)
            {
                yield return arguments[start..index].Trim();
                start = index + 1;
            }
        }

        if (arguments.Length > 0)
        {
            yield return arguments[start..].Trim();
        }
    }

    /// <summary>The letters outside of literals.</summary>
    private static IEnumerable<(int Index, char Letter)> Code(string text)
    {
        bool isLiteral = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (isLiteral && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                isLiteral = !isLiteral;
            }
            else if (!isLiteral)
            {
                yield return (i, text[i]);
            }
        }
    }

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

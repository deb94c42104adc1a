using System.Text;

namespace AgentWire.Generator.Reference;

/// <summary>Writes paragraphs and tables of Markdown, separated by empty lines.</summary>
internal sealed class MarkdownWriter
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Line(string text)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _text.Append(text).Append('\n');
    }

    public void Table(params string[] columns)
    {
        _text.Append('\n');
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    public void Row(params string[] cells) =>
        _text
            .Append("| ")
            .AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))
            .Append(" |\n");
}

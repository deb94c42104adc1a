namespace AgentWire.Generator.CSharp;

/// <summary>
/// The PrintMembers of a record, from which its ToString is made: the compiler's shows members without a value, text
/// unquoted, and all of it.
/// </summary>
internal static class PrintMembersMethod
{
    /// <summary>What the file of such a record uses.</summary>
    public static readonly IReadOnlyList<string> Usings = ["System.Text", "AgentWire.CompilerServices"];

    // So that a line of the interpolated string, indented, is about as wide as others.
    private const int PieceWidth = 90;

    /// <param name="code">Where to write.</param>
    /// <param name="isVariant">Whether the record is the variant of a union.</param>
    /// <param name="properties">What is shown; nothing for a record that has nothing to show.</param>
    public static void Write(CodeWriter code, bool isVariant, IReadOnlyList<string> properties)
    {
        string start = "private bool PrintMembers(StringBuilder builder) =>";
        if (isVariant)
        {
            code.Line("/// <inheritdoc/>");
            start = "protected override bool PrintMembers(StringBuilder builder) =>";
        }

        string[] pieces = [.. Pieces(properties)];
        switch (pieces.Length)
        {
            case 0:
                code.Line($"{start} false;");
                break;
            case 1:
                code.Line(start);
                code.Indented(() => code.Line($"builder.AppendMembers({pieces[0]});"));
                break;
            default:
                code.Line(start);
                code.Indented(() =>
                {
                    code.Line("builder.AppendMembers(");
                    code.Indented(() =>
                    {
                        code.Line(pieces[0]);
                        code.Indented(() => Array.ForEach(pieces[1..], piece => code.Line($"+ {piece}")));
                    });
                    code.Line(");");
                });
                break;
        }
    }

    /// <summary>The interpolated string, in pieces that fit on a line each and end with a value.</summary>
    private static IEnumerable<string> Pieces(IReadOnlyList<string> properties)
    {
        string piece = "";
        for (int i = 0; i < properties.Count; i++)
        {
            string next = $"{(i == 0 ? "" : ", ")}{properties[i]} = {{{properties[i]}}}";
            if (piece.Length > 0 && piece.Length + next.Length > PieceWidth)
            {
                yield return $"$\"{piece}\"";
                piece = "";
            }

            piece += next;
        }

        if (piece.Length > 0)
        {
            yield return $"$\"{piece}\"";
        }
    }
}

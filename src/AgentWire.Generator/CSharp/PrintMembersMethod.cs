namespace AgentWire.Generator.CSharp;

/// <summary>
/// Writes the PrintMembers method of a record, which its ToString method uses. That of the compiler shows members without a value,
/// unquoted text, and text of any length.
/// </summary>
internal static class PrintMembersMethod
{
    /// <summary>The namespaces that the file of such a record uses.</summary>
    public static readonly IReadOnlyList<string> Usings = ["System.Text", "AgentWire.CompilerServices"];

    // So that an indented line of the interpolated string has about the usual width.
    private const int PieceWidth = 90;

    /// <param name="code">The writer of the file.</param>
    /// <param name="isVariant">Whether the record is the variant of a union.</param>
    /// <param name="properties">The properties to show. Empty for a record without properties.</param>
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

    /// <summary>Splits the interpolated string into parts that fit on one line and end with a value.</summary>
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

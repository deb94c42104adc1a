using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>
/// The members of a record as text for people, written as an interpolated string:
/// <c>builder.AppendMembers($"Name = {Name}, Size = {Size}")</c>.
/// </summary>
/// <remarks>
/// A member without a value is left out, with the text before it. Text is quoted, escaped and cut; its length is told then.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[InterpolatedStringHandler]
public ref struct MemberText
{
    private const int MaxLength = 4000;

    private readonly StringBuilder _text;
    private readonly int _start;
    private string _label = "";
    private bool _isCut;

    /// <summary>Called by the compiler.</summary>
    public MemberText(int literalLength, int formattedCount, StringBuilder builder)
    {
        _text = builder;
        _start = builder.Length;
    }

    internal readonly bool HasMembers => _text.Length > _start;

    /// <summary>What stands before the next member: its name, and a comma where it is not the first.</summary>
    public void AppendLiteral(string value) => _label = value;

    /// <summary>A member's value; null where it has none.</summary>
    public void AppendFormatted(object? value)
    {
        if (_isCut || value is null or RawMembers { Count: 0 })
        {
            return;
        }

        if (_text.Length - _start > MaxLength)
        {
            _isCut = true;
            _text.Append(", …");
            return;
        }

        ValueText.Append(_text.Append(HasMembers ? _label : _label.TrimStart(',', ' ')), value);
    }
}

/// <summary>Writes the members of records for people.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MemberTextExtensions
{
    /// <summary>Appends a record's members, as PrintMembers does.</summary>
    /// <returns>Whether there is one that has a value.</returns>
    public static bool AppendMembers(
        this StringBuilder builder,
        [InterpolatedStringHandlerArgument(nameof(builder))] MemberText members
    ) => members.HasMembers;
}

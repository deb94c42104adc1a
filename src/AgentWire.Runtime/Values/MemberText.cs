using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>
/// Shows the members of a record to people, from an interpolated string:
/// <c>builder.AppendMembers($"Name = {Name}, Size = {Size}")</c>.
/// </summary>
/// <remarks>
/// A member without a value is omitted, with the text before it. Text is quoted, escaped, and cut if it is long. The length of
/// text that was cut is shown.
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

    /// <summary>Appends the text before the next member: its name, and a comma unless it is the first.</summary>
    public void AppendLiteral(string value) => _label = value;

    /// <summary>Appends the value of a member, or nothing if it is null or absent.</summary>
    public void AppendFormatted(object? value)
    {
        if (_isCut || value is null or RawMembers { Count: 0 } or IWireOptional { IsAbsent: true })
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

/// <summary>Shows the members of records to people.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MemberTextExtensions
{
    /// <summary>Appends the members of a record, as PrintMembers does.</summary>
    /// <returns>Whether any member has a value.</returns>
    public static bool AppendMembers(
        this StringBuilder builder,
        [InterpolatedStringHandlerArgument(nameof(builder))] MemberText members
    ) => members.HasMembers;
}

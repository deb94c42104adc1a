using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AgentWire.Spec.Files;

/// <summary>A JSON value with its location. It knows whether it was read, so that nothing in a file is ignored unnoticed.</summary>
internal sealed class SpecNode
{
    private readonly JsonElement _element;
    private readonly List<KeyValuePair<string, SpecNode>> _members = [];
    private readonly List<SpecNode> _items = [];
    private bool _isRead;

    public SpecNode(JsonElement element, Location location, FindingList findings)
    {
        _element = element;
        Location = location;
        if (Kind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                Location at = location.At(property.Name);
                if (Find(property.Name) is not null)
                {
                    findings.Add(at, "this member occurs twice here; remove one");
                }
                else
                {
                    _members.Add(new(property.Name, new SpecNode(property.Value, at, findings)));
                }
            }
        }
        else if (Kind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Location at = location.At(_items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                _items.Add(new SpecNode(item, at, findings));
            }
        }
    }

    public Location Location { get; }

    public JsonValueKind Kind => _element.ValueKind;

    public bool IsString => Kind == JsonValueKind.String;

    /// <summary>Returns whether it is the given string. This does not count as reading.</summary>
    public bool Is(string text) => IsString && _element.ValueEquals(text);

    /// <summary>Gets the members in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, SpecNode>> Members => _members;

    public IReadOnlyList<SpecNode> Items => _items;

    public SpecNode? Find(string name) => _members.Find(member => member.Key == name).Value;

    public bool Has(string name) => Find(name) is not null;

    public SpecException Refuse(string reason) => new(Location, reason);

    public SpecNode Get(string name) => AsObject().Find(name) ?? throw Refuse($"`{name}` is missing");

    public SpecNode AsObject() => Read(JsonValueKind.Object) ? this : throw Refuse("an object is expected here");

    public IReadOnlyList<SpecNode> AsList() =>
        Read(JsonValueKind.Array) ? Items : throw Refuse("an array is expected here");

    public string AsText() =>
        Read(JsonValueKind.String) ? _element.GetString()! : throw Refuse("a string is expected here");

    public bool AsBoolean() =>
        Read(JsonValueKind.True)
        || (Read(JsonValueKind.False) ? false : throw Refuse("true or false is expected here"));

    public BigInteger AsInteger() =>
        Read(JsonValueKind.Number)
        && BigInteger.TryParse(_element.GetRawText(), CultureInfo.InvariantCulture, out BigInteger value)
            ? value
            : throw Refuse("an integer is expected here");

    public int AsCount() =>
        AsInteger() is { } value && value >= 0 && value <= int.MaxValue
            ? (int)value
            : throw Refuse("a count is expected here");

    public string? FindText(string name) => Find(name)?.AsText();

    public bool FindBoolean(string name, bool absent) => Find(name)?.AsBoolean() ?? absent;

    /// <summary>Refuses every member that is not one of <paramref name="names"/>, because unsupported members must not be ignored.</summary>
    public void AllowOnly(string where, params ReadOnlySpan<string> names)
    {
        foreach ((string name, SpecNode node) in AsObject().Members)
        {
            if (!names.Contains(name))
            {
                throw node.Refuse(
                    $"`{name}` is not supported in {where}; supported there: {string.Join(", ", names.ToArray())}{KeywordAdvice.Of(name)}"
                );
            }
        }
    }

    /// <summary>Refuses every part that nothing has read, with the exception of descriptions, which also explain parts that have no documentation.</summary>
    public void ReportUnread(FindingList findings)
    {
        foreach ((string name, SpecNode node) in _members.Where(member => member.Key != "description"))
        {
            node.ReportUnread(findings, name);
        }

        foreach (SpecNode item in _items)
        {
            item.ReportUnread(findings, "this value");
        }
    }

    private void ReportUnread(FindingList findings, string name)
    {
        if (_isRead)
        {
            ReportUnread(findings);
        }
        else
        {
            findings.Add(Location, $"`{name}` has no effect here; remove it");
        }
    }

    private bool Read(JsonValueKind kind)
    {
        _isRead |= Kind == kind;
        return Kind == kind;
    }
}

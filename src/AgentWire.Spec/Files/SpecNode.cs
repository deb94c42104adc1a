using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AgentWire.Spec.Files;

/// <summary>A JSON value with its location.</summary>
internal sealed class SpecNode
{
    private readonly JsonElement _element;
    private readonly List<KeyValuePair<string, SpecNode>> _members = [];
    private readonly List<SpecNode> _items = [];

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

    /// <summary>Gets the members in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, SpecNode>> Members => _members;

    public IReadOnlyList<SpecNode> Items => _items;

    public SpecNode? Find(string name) => _members.Find(member => member.Key == name).Value;

    public bool Has(string name) => Find(name) is not null;

    public SpecException Refuse(string reason) => new(Location, reason);

    public SpecNode Get(string name) => AsObject().Find(name) ?? throw Refuse($"`{name}` is missing");

    public SpecNode AsObject() => Kind == JsonValueKind.Object ? this : throw Refuse("an object is expected here");

    public IReadOnlyList<SpecNode> AsList() =>
        Kind == JsonValueKind.Array ? Items : throw Refuse("an array is expected here");

    public string AsText() => IsString ? _element.GetString()! : throw Refuse("a string is expected here");

    public bool AsBoolean() =>
        Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Refuse("true or false is expected here"),
        };

    public BigInteger AsInteger() =>
        Kind == JsonValueKind.Number
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
                throw node.Refuse($"`{name}` is not supported in {where}; supported there: {string.Join(", ", names)}");
            }
        }
    }
}

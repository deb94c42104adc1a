using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>
/// Changes the values of a dialect's derived vectors at random: members and items are removed, repeated, moved, renamed or exchanged
/// for those of other vectors.
/// </summary>
internal sealed class JsonMutator
{
    private static readonly Json[] Plain =
    [
        Json.Null,
        Json.True,
        Json.False,
        new Json.Number("0"),
        new Json.Number("-1"),
        new Json.Number("1.50"),
        new Json.Number("1e2"),
        new Json.Number("-0"),
        new Json.Number("255"),
        new Json.Number("18446744073709551616"),
        new Json.Text(""),
        new Json.Text("é\n\""),
        new Json.Text("x-unknown"),
        new Json.List([]),
        new Json.List([Json.Null]),
        Json.Object.Of(),
        Json.Object.Of(new("b", new Json.Number("1.0")), new("a", Json.Null), new("b", Json.True)),
    ];

    private readonly Dialect _dialect;
    private readonly Random _random;
    private readonly Dictionary<string, Json[]> _seeds;
    private readonly Json[] _values;
    private readonly string[] _names;

    public JsonMutator(Dialect dialect, Random random)
    {
        _dialect = dialect;
        _random = random;
        _seeds = dialect.Types.ToDictionary(
            type => type.Name,
            type => TypeCases.Of(dialect, type).Select(each => each.Input).ToArray()
        );
        Json[] all = [.. _seeds.Values.SelectMany(each => each), .. Plain];
        _values = [.. all.SelectMany(Within).Distinct()];
        _names = [.. all.OfType<Json.Object>().SelectMany(each => each.Members).Select(m => m.Name).Distinct()];
    }

    /// <summary>Returns a type, and a value that was one of it before it was changed.</summary>
    public (NamedType Type, Json Input) Next()
    {
        NamedType type = _dialect.Types[_random.Next(_dialect.Types.Count)];
        Json input = _seeds[type.Name][_random.Next(_seeds[type.Name].Length)];
        for (int steps = _random.Next(4); steps >= 0; steps--)
        {
            input = Change(input);
        }

        return (type, input);
    }

    /// <summary>Changes a value at a random place.</summary>
    private Json Change(Json json) =>
        json switch
        {
            Json.Object { Members: { Count: > 0 } members } when _random.Next(8) > 0 => new Json.Object(
                ChangeMembers([.. members])
            ),
            Json.List { Items: { Count: > 0 } items } when _random.Next(8) > 0 => new Json.List(
                ChangeItems([.. items])
            ),
            _ => AnyValue(),
        };

    private List<JsonMember> ChangeMembers(List<JsonMember> members)
    {
        int at = _random.Next(members.Count);
        switch (_random.Next(8))
        {
            case 0:
                members.RemoveAt(at);
                break;
            case 1:
                members.Insert(_random.Next(members.Count + 1), members[at]);
                break;
            case 2:
                members.Insert(_random.Next(members.Count + 1), new JsonMember(AnyName(), AnyValue()));
                break;
            case 3:
                members[at] = members[at] with { Name = AnyName() };
                break;
            case 4:
                int other = _random.Next(members.Count);
                (members[at], members[other]) = (members[other], members[at]);
                break;
            default:
                members[at] = members[at] with { Value = Change(members[at].Value) };
                break;
        }

        return members;
    }

    private List<Json> ChangeItems(List<Json> items)
    {
        int at = _random.Next(items.Count);
        switch (_random.Next(4))
        {
            case 0:
                items.RemoveAt(at);
                break;
            case 1:
                items.Insert(_random.Next(items.Count + 1), AnyValue());
                break;
            default:
                items[at] = Change(items[at]);
                break;
        }

        return items;
    }

    private Json AnyValue() => _values[_random.Next(_values.Length)];

    private string AnyName() => _names[_random.Next(_names.Length)];

    private static IEnumerable<Json> Within(Json json) =>
        (
            json switch
            {
                Json.List list => list.Items.SelectMany(Within),
                Json.Object members => members.Members.SelectMany(member => Within(member.Value)),
                _ => [],
            }
        ).Prepend(json);
}

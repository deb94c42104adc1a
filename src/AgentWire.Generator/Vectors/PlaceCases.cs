using System.Globalization;
using System.Numerics;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Creates the cases for valid and invalid values at a place.</summary>
/// <param name="cases">The list that the cases are added to.</param>
/// <param name="group">The first part of their names.</param>
/// <param name="name">The name of the place in their names.</param>
/// <param name="said">The name of the place in their descriptions.</param>
/// <param name="put">Returns the whole value with another value at the place.</param>
internal sealed class PlaceCases(CaseList cases, string group, string name, string said, Func<Json, Json> put)
{
    private static readonly (string Name, string Said, Json Value) Number = (
        "number",
        "A number",
        new Json.Number("1")
    );
    private static readonly (string Name, string Said, Json Value) String = ("string", "A string", new Json.Text("1"));
    private static readonly (string Name, string Said, Json Value) Boolean = ("boolean", "A Boolean", Json.True);
    private static readonly (string Name, string Said, Json Value) List = ("list", "A list", new Json.List([]));
    private static readonly (string Name, string Said, Json Value) Object = ("object", "An object", Json.Object.Of());
    private static readonly (string Name, string Said, Json Value) Fraction = (
        "fraction",
        "An integer written with a fraction",
        new Json.Number("1.0")
    );

    private static readonly Json Unsorted = Json.Object.Of(
        new("b", new Json.Number("1.50")),
        new("a", Json.Object.Of(new("d", Json.Null), new("c", Json.True)))
    );
    private static readonly Json Repeated = Json.Object.Of(
        new("a", new Json.Number("1")),
        new("b", new Json.Number("2")),
        new("a", new Json.Number("3"))
    );

    public void Add(Part part, Json sample)
    {
        switch (part)
        {
            case TagPart:
                Refuse("a string", Null(), Boolean);
                break;
            case UnitPart:
                Refuse("null", Boolean, String);
                break;
            case ObjectPart members:
                if (members.IsOptional)
                {
                    Put($"null-as-absent-{name}", $"A null for {said} reads as absent.", Json.Null);
                }

                Refuse("an object", members.IsOptional ? [Number, String] : [Null(), Number, String]);
                break;
            case ValuePart value:
                AddNull(value);
                Refuse(Words.Wanted(value.Type, cases.Dialect), WrongFor(value.Type));
                AddOfType(value.Type, sample);
                break;
        }
    }

    /// <summary>Adds documents of a JSON type that the type does not allow.</summary>
    public static void AddDocument(CaseList cases)
    {
        NamedRef type = new(cases.Type.Name);
        PlaceCases document = new(cases, "document", "", "", value => value);
        foreach ((string kind, string words, Json value) in document.WrongFor(type).Prepend(Null()))
        {
            document.Put(kind, $"{words} instead of {Words.Wanted(type, cases.Dialect)}.", value);
        }
    }

    private static (string Name, string Said, Json Value) Null() => ("null", "A null", Json.Null);

    private void Put(string id, string description, Json value) => cases.Add(group, id, description, put(value));

    private void Refuse(string wanted, params IEnumerable<(string Name, string Said, Json Value)> wrong)
    {
        foreach ((string kind, string words, Json value) in wrong)
        {
            Put($"{kind}-for-{name}", $"{words} for {said}, instead of {wanted}.", value);
        }
    }

    private void AddNull(ValuePart part)
    {
        switch (part.Presence)
        {
            case Presence.Nullable:
                Put($"null-{name}", $"{said} can be null.", Json.Null);
                break;
            case Presence.Optional when part.Fact is not { EmptyWhenAbsent: true }:
                Put($"null-as-absent-{name}", $"A null for {said} reads as absent.", Json.Null);
                break;
            case Presence.OptionalNullable:
                Put($"kept-null-{name}", $"A null for {said} is kept and differs from an absent value.", Json.Null);
                break;
            case Presence.Required when part.Type is OpaqueRef { HasNull: true }:
                Put($"null-{name}", $"{said} is any JSON, including null.", Json.Null);
                break;
            default:
                Refuse(Words.Wanted(part.Type, cases.Dialect), Null());
                break;
        }
    }

    /// <summary>Adds values of the kind of JSON that a type has. They can be invalid.</summary>
    public void AddOfType(TypeRef type, Json sample)
    {
        switch (type)
        {
            case StringRef text:
                AddString(text);
                break;
            case BooleanRef:
                Put($"false-{name}", $"{said} is false.", Json.False);
                break;
            case IntegerRef integer:
                AddBound("least", "below", integer.Minimum, integer.Minimum - 1);
                AddBound("greatest", "above", integer.Maximum, integer.Maximum + 1);
                break;
            case ConstantRef constant:
                Put($"other-{name}", $"{said} is always {Samples.Of(constant)}.", OtherThan(constant));
                break;
            case NumberRef number:
                AddNumber(number);
                break;
            case OpaqueRef:
                Put(
                    $"unsorted-{name}",
                    cases.Dialect.KeepsNumberText
                        ? $"{said} is opaque: its members are written in order, and its numbers keep their text."
                        : $"{said} is opaque: its members are written in order, and its numbers in canonical form.",
                    Unsorted
                );
                Put($"repeated-in-{name}", $"A member in {said} occurs twice: the last value counts.", Repeated);
                Put($"empty-{name}", $"{said} can be an empty object.", Object.Value);
                break;
            case ListRef list:
                AddList(list, (Json.List)sample);
                break;
            case MapRef map:
                AddMap(map, (Json.Object)sample);
                break;
            case NamedRef named:
                AddNamed(cases.Dialect.Find(named.Name));
                break;
        }
    }

    private static Json OtherThan(ConstantRef constant) =>
        constant switch
        {
            ConstantRef.Text text => new Json.Text($"{text.Value}-other"),
            ConstantRef.Integer integer => new Json.Number($"{integer.Value + 1}"),
            ConstantRef.Boolean { Value: var value } => value ? Json.False : Json.True,
            _ => throw new NotSupportedException($"{constant} is unknown"),
        };

    private void AddString(StringRef type)
    {
        if (!type.HasLength)
        {
            Put($"empty-{name}", $"{said} can be empty.", new Json.Text(""));
            return;
        }

        // The length counts characters, and not bytes.
        if (type.MinLength is > 0 and var least)
        {
            Put($"shortest-{name}", $"{said} has {type.LengthInWords}.", new Json.Text(new string('é', least)));
            Put($"too-short-{name}", $"{said} has {type.LengthInWords}.", new Json.Text(new string('é', least - 1)));
        }

        if (type.MaxLength is { } most)
        {
            Put($"longest-{name}", $"{said} has {type.LengthInWords}.", new Json.Text(new string('a', most)));
            Put($"too-long-{name}", $"{said} has {type.LengthInWords}.", new Json.Text(new string('a', most + 1)));
        }
    }

    private void AddBound(string within, string beyond, BigInteger bound, BigInteger outside)
    {
        Put(
            $"{within}-{name}",
            $"The {within} value of {said}.",
            new Json.Number(bound.ToString(CultureInfo.InvariantCulture))
        );
        Put(
            $"{beyond}-{name}",
            $"{said} is one {beyond} its {within} value.",
            new Json.Number(outside.ToString(CultureInfo.InvariantCulture))
        );
    }

    private void AddNumber(NumberRef type)
    {
        Put($"whole-{name}", $"An integer for {said} is written as a float.", new Json.Number("3"));
        Put($"exponent-{name}", $"{said} with an exponent.", new Json.Number("15e-8"));
        if (type.IsWidened)
        {
            Put(
                $"rounded-{name}",
                $"{said} is a 32-bit float, written as the double of the same value.",
                new Json.Number("0.91")
            );
        }
    }

    private void AddList(ListRef type, Json.List sample)
    {
        Put($"empty-{name}", type.MinItems > 0 ? $"{said} is empty." : $"{said} can be empty.", List.Value);
        if (sample.Items is [var item, ..])
        {
            Put($"two-in-{name}", $"Two items in {said}.", new Json.List([item, item]));
        }

        if (type.Item is ListRef or IntegerRef or StringRef { HasLength: true })
        {
            int count = Math.Max(type.MinItems, 1);
            new PlaceCases(
                cases,
                group,
                $"item-of-{name}",
                $"An item of {said}",
                value => put(new Json.List([.. Enumerable.Repeat(value, count)]))
            ).AddOfType(type.Item, sample.Items.Count > 0 ? sample.Items[0] : new Json.List([]));
        }

        if (type.Item is OpaqueRef { HasNull: true })
        {
            Put($"unsorted-in-{name}", $"The items of {said} are opaque.", new Json.List([Json.Null, Unsorted]));
            return;
        }

        Put($"null-in-{name}", $"A null in {said}.", new Json.List([Json.Null]));
        if (WrongFor(type.Item) is [(_, var words, var value), ..])
        {
            string wanted = Words.Wanted(type.Item, cases.Dialect);
            Put($"wrong-type-in-{name}", $"{words} in {said}, instead of {wanted}.", new Json.List([value]));
        }
    }

    private void AddMap(MapRef type, Json.Object sample)
    {
        Put($"empty-{name}", $"{said} can be empty.", Object.Value);
        if (sample.Members is [(var key, var value), ..])
        {
            JsonMember entry = new(key, value);
            Put($"two-in-{name}", $"Two entries in {said}.", Json.Object.Of(entry, new("a", value)));
            Put($"repeated-in-{name}", $"A name occurs twice in {said}.", Json.Object.Of(entry, entry));
        }

        Put($"null-in-{name}", $"A null in {said}.", Json.Object.Of(new JsonMember("a", Json.Null)));
        if (WrongFor(type.Value) is [(_, var words, var wrong), ..])
        {
            string wanted = Words.Wanted(type.Value, cases.Dialect);
            Put(
                $"wrong-type-in-{name}",
                $"{words} in {said}, instead of {wanted}.",
                Json.Object.Of(new JsonMember("a", wrong))
            );
        }
    }

    private void AddNamed(NamedType type)
    {
        switch (type)
        {
            case StringSet { IsOpen: true } set:
                Put(
                    $"unlisted-{name}",
                    $"A string that is not a known value of {set.Name} is kept.",
                    new Json.Text("unlisted")
                );
                break;
            case StringSet set:
                Put($"unlisted-{name}", $"A string that is not a value of {set.Name}.", new Json.Text("unlisted"));
                break;
            case ScalarType { Kind: not null } scalar:
                Put(
                    $"malformed-{name}",
                    $"A string that is not a valid {scalar.Name}.",
                    new Json.Text(scalar.Kind == "not-blank" ? " " : "malformed")
                );
                break;
        }
    }

    /// <summary>Returns values of the JSON types that a type does not allow.</summary>
    private (string Name, string Said, Json Value)[] WrongFor(TypeRef type) =>
        type switch
        {
            StringRef => [Number, Object],
            BooleanRef => [String, Number],
            IntegerRef => [String, Fraction],
            ConstantRef.Text => [Number, Object],
            ConstantRef.Integer constant => [String, Fraction with { Value = new Json.Number($"{constant.Value}.0") }],
            ConstantRef => [String, Number],
            NumberRef => [String, Boolean],
            OpaqueRef { IsObject: true } => [String, List],
            OpaqueRef => [],
            ListRef => [String, Object],
            MapRef => [String, List],
            _ => cases.Dialect.Find(((NamedRef)type).Name) switch
            {
                StringSet or ScalarType => [Number, List],
                ListType list => WrongFor(list.List),
                UnionType { Tagging: Tagging.External, IsFlattened: false } => [Number, Boolean],
                UnionType { Tagging.HasTag: false } =>
                [
                    .. new[] { Number, String, Boolean, List, Object }
                        .Where(each => (JsonKindsOf.Of(type, cases.Dialect.Find) & each.Value.Kind) == JsonKinds.None)
                        .Take(2),
                ],
                _ => [Number, String],
            },
        };
}

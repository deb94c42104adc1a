using System.Numerics;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Simple values of every type. They are always the same.</summary>
internal sealed class Samples(Dialect dialect)
{
    public const string Timestamp = "2026-01-02T03:04:05Z";
    public const string Uuid = "00000000-0000-4000-8000-000000000001";

    /// <summary>The name of an entry of a map.</summary>
    public const string Key = "key";

    /// <summary>The characters with the Unicode property White_Space.</summary>
    public const string WhiteSpace =
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";
    private const long UnixMilliseconds = 1749340800000;

    private readonly Stack<string> _within = new();

    /// <summary>Returns a value of a type for a given name, or null if only an infinite value would do.</summary>
    public Json? Of(TypeRef type, string name) =>
        type switch
        {
            StringRef text => new Json.Text(Text(text, name)),
            BooleanRef => Json.True,
            IntegerRef integer => Integer(integer, name),
            ConstantRef constant => Of(constant),
            NumberRef => new Json.Number("0.5"),
            OpaqueRef => Json.Object.Of(new JsonMember("key", new Json.Text("value"))),
            ListRef list => Of(list.Item, name) is { } item
                ? new Json.List([.. Enumerable.Repeat(item, Math.Max(list.MinItems, 1))])
            : list.MinItems == 0 ? new Json.List([])
            : null,
            MapRef map => Of(map.Value, name) is { } value
                ? Json.Object.Of(new JsonMember(Key, value))
                : Json.Object.Of(),
            NamedRef named => Of(dialect.Find(named.Name)),
            _ => throw new NotSupportedException($"{type} is unknown"),
        };

    /// <summary>Returns the only value of a constant.</summary>
    public static Json Of(ConstantRef type) =>
        type switch
        {
            ConstantRef.Text text => new Json.Text(text.Value),
            ConstantRef.Integer integer => new Json.Number($"{integer.Value}"),
            ConstantRef.Boolean { Value: var value } => value ? Json.True : Json.False,
            _ => throw new NotSupportedException($"{type} is unknown"),
        };

    /// <summary>The shortest value of a type.</summary>
    public Json? Of(NamedType type)
    {
        switch (type)
        {
            case StringSet set:
                return new Json.Text(set.Values[0].Text);
            case ScalarType scalar:
                return new Json.Text(Text(scalar));
        }

        if (_within.Contains(type.Name))
        {
            return null;
        }

        _within.Push(type.Name);
        try
        {
            return new Forms(dialect)
                .Of(type)
                .Select(form => form.Make(this, _ => false))
                .FirstOrDefault(value => value is not null);
        }
        finally
        {
            _within.Pop();
        }
    }

    /// <summary>Returns another value of the same type, or null if there is none that is as simple.</summary>
    public Json? Another(TypeRef type, Json value) =>
        (type, value) switch
        {
            (StringRef, Json.Text { Value: var text }) => new Json.Text($"{text[..^1]}{(text[^1] == 'x' ? 'y' : 'x')}"),
            (IntegerRef integer, Json.Number { Spelling: var number }) => new Json.Number(
                $"{BigInteger.Parse(number, null) + (number == $"{integer.Maximum}" ? -1 : 1)}"
            ),
            (BooleanRef, _) => Json.False,
            (NamedRef named, Json.Object json) when dialect.Find(named.Name) is ObjectType { Layout: var layout } =>
                AnotherObject(layout, json),
            _ => null,
        };

    private Json.Object? AnotherObject(Layout layout, Json.Object json)
    {
        foreach (MemberSlot slot in layout.Slots.OfType<MemberSlot>())
        {
            JsonPlace? place = JsonPlace.Find(json, [slot.WireName]);
            if (place is not null && Another(slot.Member.Type, place.ValueIn(json)) is { } other)
            {
                return (Json.Object)place.Replace(json, other);
            }
        }

        return null;
    }

    private static string Text(StringRef type, string name)
    {
        string[] words = Words.Kebab(name).Split('-');
        string text = words[^1] switch
        {
            "id" when words.Length > 1 => $"{words[^2]}-1",
            "url" => "https://example.com/",
            "email" => "ada@example.com",
            "path" or "from" => "/a",
            _ => $"some {string.Join(' ', words)}",
        };
        return Fit(text, type);
    }

    /// <summary>Cuts or extends a text to the length that a type requires.</summary>
    private static string Fit(string text, StringRef type)
    {
        string filled = text.PadRight(type.MinLength ?? 0, 'a');
        return filled[..Math.Min(filled.Length, type.MaxLength ?? filled.Length)];
    }

    private static string Text(ScalarType scalar) =>
        scalar.Kind switch
        {
            "timestamp-z" => Timestamp,
            "uuid" => Uuid,
            "json-pointer" => "/key/0",
            "date" => Timestamp[..10],
            "time" => Timestamp[11..],
            "date-time" => Timestamp,
            _ => Text(scalar.Text, scalar.Name),
        };

    private static Json.Number Integer(IntegerRef type, string name)
    {
        bool isTime = Words.Kebab(name).EndsWith("timestamp", StringComparison.Ordinal);
        BigInteger plain = isTime && type.Maximum >= UnixMilliseconds ? UnixMilliseconds : 1;
        return new Json.Number($"{BigInteger.Max(type.Minimum, BigInteger.Min(type.Maximum, plain))}");
    }
}

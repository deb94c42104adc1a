using System.Globalization;
using System.Numerics;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Determines the verdict of a validator with the schema of a type, which describes what is sent.</summary>
internal sealed class SchemaJudge(Dialect dialect)
{
    private const string CannotJudge = "cannot-judge: ";

    // Validators disagree about integers: some use the text, and others the double that a parser makes of it.
    private bool _takesDoubles;
    private string _difference = "";

    public string Judge(NamedType type, Json input, Reading reading)
    {
        if (RepeatsMember(input))
        {
            return $"{CannotJudge}duplicate-member";
        }

        if (HoldsIntegerBeyondInt64(input))
        {
            return $"{CannotJudge}integer-beyond-int64";
        }

        if (reading is { Output: not null, Notes.HoldsUnknown: true })
        {
            return $"{CannotJudge}unknown-tag";
        }

        _takesDoubles = false;
        bool accepts = Accepts(new NamedRef(type.Name), input);
        _takesDoubles = true;
        return (accepts, Accepts(new NamedRef(type.Name), input)) switch
        {
            (true, true) when reading.Defect?.Code == "mirror_mismatch" => $"{CannotJudge}mirror",
            (true, true) => "accept",
            (false, false) when reading is { Output: not null, Notes.TookNull: true } => $"{CannotJudge}tolerated-null",
            (false, false) when reading is { Output: not null, Notes.LacksCopy: true } => $"{CannotJudge}mirror",
            (false, false) => "refuse",
            _ => CannotJudge + _difference,
        };
    }

    private bool Accepts(TypeRef type, Json json) =>
        type switch
        {
            StringRef text => Accepts(text, json),
            BooleanRef => json == Json.True || json == Json.False,
            IntegerRef integer => AcceptsInteger(json, integer.Minimum, integer.Maximum),
            ConstantRef.Integer constant => AcceptsInteger(json, constant.Value, constant.Value),
            ConstantRef constant => json == Samples.Of(constant),
            NumberRef => json is Json.Number,
            OpaqueRef opaque => opaque.HasNull || (opaque.IsObject ? json is Json.Object : json != Json.Null),
            ListRef list => json is Json.List { Items: var items }
                && items.Count >= list.MinItems
                && items.All(item => Accepts(list.Item, item)),
            MapRef map => json is Json.Object { Members: var entries }
                && entries.All(entry => Accepts(map.Value, entry.Value)),
            _ => dialect.Find(((NamedRef)type).Name) switch
            {
                ObjectType record => Accepts(record.Layout, json),
                UnionType union => Accepts(union, json),
                StringSet set => json is Json.Text { Value: var value }
                    && (set.IsOpen || set.Values.Any(each => each.Text == value)),
                ScalarType scalar => Accepts(scalar.Text, json),
                ListType list => Accepts(list.List, json),
                _ => throw new NotSupportedException($"{type} is unknown"),
            },
        };

    private static bool Accepts(StringRef type, Json json) =>
        json is Json.Text { Value: var text } && type.Allows(text);

    private bool AcceptsInteger(Json json, BigInteger minimum, BigInteger maximum)
    {
        if (json is not Json.Number { Spelling: var spelling })
        {
            return false;
        }

        double value = double.Parse(spelling, CultureInfo.InvariantCulture);
        if (_takesDoubles)
        {
            return double.IsInteger(value) && value >= Nearest(minimum) && value <= Nearest(maximum);
        }

        if (!Canonical.IsInteger(spelling))
        {
            _difference = "integer-spelling";
            return false;
        }

        BigInteger integer = BigInteger.Parse(spelling, CultureInfo.InvariantCulture);
        bool accepts = integer >= minimum && integer <= maximum;
        _difference = accepts ? _difference : "integer-beyond-2^53";
        return accepts;
    }

    /// <summary>Returns the double that a parser makes of an integer. A conversion would round towards zero.</summary>
    private static double Nearest(BigInteger integer) => double.Parse($"{integer}", CultureInfo.InvariantCulture);

    private bool Accepts(UnionType union, Json json) =>
        union.Tagging switch
        {
            Tagging.Internal tagging => Find(json, tagging.Tag) is Json.Text { Value: var tag }
                && union.Variants.FirstOrDefault(variant => variant.Tag == tag) is { } variant
                && Accepts(variant.Payload, json),
            Tagging.Adjacent tagging => Find(json, tagging.Tag) is Json.Text { Value: var name }
                && Find(json, tagging.Content) is { } content
                && union.Variants.Any(each => each.Tag is null || each.Tag == name && Accepts(each.Payload, content)),
            Tagging.Untagged or Tagging.Kind => union.Variants.Any(variant => Accepts(variant.Payload, json)),
            _ => union.Variants.Count(variant => AcceptsEvent(union, variant, json)) == 1,
        };

    private bool AcceptsEvent(UnionType union, Variant variant, Json json) =>
        variant.Payload is Payload.Unit && !union.IsFlattened
            ? json is Json.Text { Value: var text } && text == variant.Tag
            : Find(json, variant.Tag!) is { } body
                && (union.IsFlattened || json is Json.Object { Members.Count: 1 })
                && Accepts(variant.Payload, body);

    private bool Accepts(Payload payload, Json json) =>
        payload switch
        {
            Payload.Members body => Accepts(body.Layout, json),
            Payload.Value value => Accepts(value.Type, json),
            _ => json == Json.Null,
        };

    private bool Accepts(Layout layout, Json json) =>
        json is Json.Object { Members: var members }
        && layout.Slots.All(slot => slot is FlattenedSlot or MapSlot || Accepts(slot, Find(json, slot.WireName)))
        && (
            layout.Map is not { Type: MapRef map }
            || members
                .Where(member => layout.Slots.All(slot => slot is MapSlot || slot.WireName != member.Name))
                .All(member => Accepts(map.Value, member.Value))
        )
        && (
            layout.FlattenedUnion is not { } name
            || Accepts(new NamedRef(name), json)
                && (dialect.Find<UnionType>(name).Tagging is not Tagging.External || members.Count == 2)
        );

    private bool Accepts(Slot slot, Json? json) =>
        slot switch
        {
            TagSlot tag => json is Json.Text { Value: var text } && text == tag.Text,
            MemberSlot { Member: var fact, IsOptionalHere: var isOptional } => json is null
                ? isOptional || fact.IsOptional || fact.EmptyWhenAbsent
                : fact.Presence is Presence.Nullable or Presence.OptionalNullable && json == Json.Null
                    || Accepts(fact.Type, json),
            MirrorSlot mirror => json is null ? !mirror.IsRequired : Accepts(mirror.Of.Type, json),
            EnvelopeSlot envelope => json is null ? !envelope.IsRequired : Accepts(envelope.Layout, json),
            _ => throw new NotSupportedException($"{slot} is unknown"),
        };

    private static Json? Find(Json json, string name) =>
        (json as Json.Object)?.Members.FirstOrDefault(member => member.Name == name)?.Value;

    private static bool RepeatsMember(Json json) =>
        json.Holds(each => each is Json.Object { Members: var m } && m.DistinctBy(x => x.Name).Count() < m.Count);

    private static bool HoldsIntegerBeyondInt64(Json json) =>
        json.Holds(each =>
            each is Json.Number { Spelling: var spelling }
            && Canonical.IsInteger(spelling)
            && !long.TryParse(spelling, CultureInfo.InvariantCulture, out _)
        );
}

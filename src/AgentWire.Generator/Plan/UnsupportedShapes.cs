using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>Refuses, by name, the shapes of the model that codecs do not support.</summary>
internal sealed class UnsupportedShapes
{
    // The format of an external union has one bit for each variant.
    private const int MaxBits = 64;

    private readonly FindingList _findings;
    private readonly Dialect _dialect;

    private UnsupportedShapes(Dialect dialect, FindingList findings)
    {
        _dialect = dialect;
        _findings = findings;
    }

    public static void Check(Dialect dialect, FindingList findings)
    {
        UnsupportedShapes check = new(dialect, findings);
        foreach (NamedType type in dialect.Types)
        {
            check.Check(type);
        }
    }

    private void Check(NamedType type)
    {
        switch (type)
        {
            case ObjectType record:
                Check(record.Layout, record.Origin);
                CheckMap(record.Layout, record.IsSorted);
                CheckMirrors(record.Layout, record.Origin);
                break;
            case UnionType union:
                Check(union);
                break;
            case ListType list:
                Check(list.List, list.Origin);
                break;
            case ScalarType { Kind: null, Text.HasPattern: true }:
                _findings.Add(
                    type.Origin,
                    $"a pattern is checked only if the manifest says what {type.Name} means; add it to `scalars`, or remove the pattern and state the form in `description`"
                );
                break;
        }
    }

    private void Check(UnionType union)
    {
        string? shape = union switch
        {
            { Tagging: Tagging.Adjacent } when union.Fallback is null => "adjacent unions without a fallback",
            { Tagging: Tagging.External, Variants.Count: > MaxBits } =>
                $"external unions of more than {MaxBits} variants",
            _ => null,
        };
        if (shape is not null)
        {
            Refuse(union.Origin, shape);
            return;
        }

        if (_dialect.ReservedBeside(union).Count > 1)
        {
            Refuse(union.Origin, "unions flattened beside tags of different names");
        }

        foreach (Variant variant in union.Variants)
        {
            Check(union, variant);
        }
    }

    private void Check(UnionType union, Variant variant)
    {
        CheckName(variant.Tag ?? "", variant.Origin);
        switch (variant.Payload)
        {
            case Payload.Unit when union.Tagging is Tagging.Adjacent:
                Refuse(variant.Origin, "adjacent variants without content");
                break;
            case Payload.Members { Layout: var layout }:
                Check(layout, variant.Origin, isVariant: union.Tagging is Tagging.Internal);
                CheckMap(layout, union.IsSorted);
                CheckMirrors(layout, variant.Origin);
                break;
            case Payload.Value value:
                Check(value.Type, variant.Origin);
                if (union.IsSorted && _dialect.HasDeclaredOrder(value.Type))
                {
                    Refuse(variant.Origin, "sorted unions of types that are not sorted by themselves");
                }

                break;
        }
    }

    private void Check(Layout layout, Location origin, bool isVariant = false)
    {
        foreach (Slot slot in layout.Slots)
        {
            switch (slot)
            {
                case EnvelopeSlot envelope:
                    Check(envelope.Layout, origin);
                    break;
                case FlattenedSlot flattened when _dialect.AdjacentOf(flattened.Union) is var (_, tagging):
                    if (layout.Slots.Any(other => other.WireName == tagging.Tag || other.WireName == tagging.Content))
                    {
                        Refuse(origin, "members with the name of the tag or content of a flattened union");
                    }

                    break;
                case FlattenedSlot when !isVariant:
                    Refuse(origin, "external unions flattened outside of an internal one");
                    break;
                case MapSlot { Member: var map }:
                    Check(map.Type, map.Origin);
                    break;
                case MemberSlot { Member: var member }:
                    CheckName(member.WireName, member.Origin);
                    Check(member.Type, member.Origin);
                    break;
            }
        }
    }

    // The entries are sorted among the members in the written text, at every depth.
    private void CheckMap(Layout layout, bool isSorted)
    {
        if (isSorted && layout.Map is { } map && _dialect.OpaqueOrder == OpaqueOrder.Insertion)
        {
            Refuse(map.Origin, "maps beside sorted members, in a dialect whose opaque values keep their order,");
        }
    }

    // Missing members are reported for one object, which must know every place.
    private void CheckMirrors(Layout layout, Location origin)
    {
        IEnumerable<Member> outermost = layout.Slots.OfType<MemberSlot>().Select(slot => slot.Member);
        if (layout.Mirrors.Except(outermost).Any())
        {
            Refuse(origin, "mirrored facts of an envelope");
        }

        if (layout.Mirrors.Any(member => member.OmitWhenEmpty || member.EmptyWhenAbsent))
        {
            Refuse(origin, "mirrored facts in `omitEmpty` or `emptyWhenAbsent`");
        }
    }

    private void Check(TypeRef type, Location origin)
    {
        switch (type)
        {
            case StringRef { Pattern: not null }:
                Refuse(origin, "strings with a pattern");
                break;
            case ListRef list:
                Check(list.Item, origin);
                break;
            case MapRef map:
                Check(map.Value, origin);
                break;
        }
    }

    private void CheckName(string name, Location origin)
    {
        if (name.Any(letter => letter is < ' ' or > '~' or '"' or '\\'))
        {
            Refuse(origin, "names that JSON escapes");
        }
    }

    private void Refuse(Location origin, string shape) => _findings.Add(origin, $"{shape} are not supported");
}

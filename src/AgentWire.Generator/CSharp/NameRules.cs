using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Refuses names that C#, or what is emitted around them, cannot bear, and says which manifest entry mends it.</summary>
internal sealed class NameRules
{
    // What the library around the generated types is called.
    private static readonly HashSet<string> TakenTypes =
    [
        "AdjacentContent",
        "Client",
        "Dialect",
        "MemberCursor",
        "MemberOrder",
        "RawJson",
        "RawMembers",
        "Server",
        "TypeInfoResolver",
        "UnknownMemberHandling",
        "UnknownTagHandling",
        "UnknownVariant",
        "WireCodec",
        "WireDialect",
        "WireDialects",
        "WireError",
        "WireException",
        "WireList",
        "WireNames",
        "WireOptions",
        "WireReader",
        "WireServerSentEvents",
        "WireTags",
        "WireTimestamp",
        "WireTypeInfoResolver",
        "WireWriter",
    ];

    // What a union's base record has, or what its codec calls its own.
    private static readonly HashSet<string> TakenVariants =
    [
        "Extra",
        "Flattened",
        "Json",
        "RawJson",
        "RawMembers",
        "Tag",
        "UnknownVariant",
        "Variant",
        "WireList",
        "WireTimestamp",
    ];

    // What every record has, and what the generated ones add.
    private static readonly HashSet<string> TakenMembers =
    [
        "Clone",
        "EqualityContract",
        "Equals",
        "Extra",
        "GetHashCode",
        "GetType",
        "Json",
        "MemberwiseClone",
        "PrintMembers",
        "Tag",
        "ToString",
        "Variant",
    ];

    private readonly Dialect _dialect;
    private readonly FindingList _findings;

    private NameRules(Dialect dialect, FindingList findings)
    {
        _dialect = dialect;
        _findings = findings;
    }

    public static void Check(Dialect dialect, FindingList findings)
    {
        NameRules rules = new(dialect, findings);
        foreach (NamedType type in dialect.Types)
        {
            rules.Check(type);
        }
    }

    private void Check(NamedType type)
    {
        if (
            TakenTypes.Contains(type.Name)
            || type.Name == $"{_dialect.Namespace}Wire"
            || type.Name == $"{_dialect.Namespace}JsonConverter"
            || _dialect.Types.Any(other => type.Name == $"{other.Name}Format")
        )
        {
            _findings.Add(
                type.Origin,
                $"C# has another {type.Name} here; rename the definition, with the upstream name as its `title`"
            );
        }

        switch (type)
        {
            case ObjectType record:
                Check(record.Layout, record.Name);
                break;
            case UnionType union:
                Check(union);
                break;
            case StringSet set:
                RefuseTwice(set.Values.Select(value => (value.Name, value.Path, value.Origin)));
                break;
        }
    }

    private void Check(UnionType union)
    {
        RefuseTwice(union.Variants.Select(variant => (variant.Name, variant.Path, variant.Origin)));
        foreach (Variant variant in union.Variants)
        {
            if (variant.Name == union.Name || TakenVariants.Contains(variant.Name))
            {
                Refuse(
                    variant.Name,
                    variant.Path,
                    variant.Origin,
                    $"no variant of {union.Name} can be called {variant.Name}"
                );
            }
            else if (variant.Name == UnknownCode.Name && union.IsOpen)
            {
                Refuse(
                    variant.Name,
                    variant.Path,
                    variant.Origin,
                    $"{union.Name} is open, and has an {variant.Name} already"
                );
            }

            if (variant.Payload is Payload.Members members)
            {
                Check(members.Layout, variant.Name);
            }
        }
    }

    private void Check(Layout layout, string owner)
    {
        RefuseTwice(layout.Members.Select(member => (member.Name, member.Path, member.Origin)));
        foreach (Member member in layout.Members)
        {
            if (member.Name == owner || TakenMembers.Contains(member.Name))
            {
                Refuse(member.Name, member.Path, member.Origin, $"no member of {owner} can be called {member.Name}");
            }
            else if (layout.FlattenedUnion is not null && member.Name is ("Event" or AdjacentSlot.Property))
            {
                Refuse(member.Name, member.Path, member.Origin, $"{member.Name} is the flattened union");
            }
        }
    }

    private void RefuseTwice(IEnumerable<(string Name, string Path, Location Origin)> names)
    {
        foreach (
            IGrouping<string, (string Name, string Path, Location Origin)> group in names.GroupBy(name => name.Name)
        )
        {
            foreach ((string name, string path, Location origin) in group.Skip(1))
            {
                Refuse(name, path, origin, $"{group.First().Path} is called {name} already");
            }
        }
    }

    private void Refuse(string name, string path, Location origin, string reason) =>
        _findings.Add(
            origin,
            $"{reason}; add \"{path}\": \"…\" to `names` in {_dialect.Origin.File} with another name than {name}"
        );
}

using System.Text.Json;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Plan;

/// <summary>Refuses names that are not possible in C# or conflict with generated code, and says which manifest entry fixes this.</summary>
internal sealed class NameChecks
{
    // Types of the library and the framework that generated code refers to by their simple names. A generic type does not conflict,
    // because C# also distinguishes types by the number of their parameters.
    private static readonly HashSet<string> TakenTypes =
    [
        .. (
            "AdjacentContent AgentWire ArgumentException ArgumentNullException BooleanFormat CodecConverters "
            + "ConverterTable DateTextFormat DateTimeTextFormat DialectJsonConverter DoubleFormat EnvelopeMembers GeneratedContract IJsonTypeInfoResolver IShared "
            + "InsertionNumberTextOpaqueFormat InsertionNumberTextOpaqueNotNullFormat InsertionNumberTextOpaqueObjectFormat "
            + "InsertionOpaqueFormat InsertionOpaqueNotNullFormat InsertionOpaqueObjectFormat Int16Format Int32Format Int64Format JsonConverter "
            + "JsonConverterAttribute JsonPointerTextFormat JsonStringEnumMemberName JsonStringEnumMemberNameAttribute MemberCursor "
            + "MemberOrder NotBlankFormat NotNullWhenAttribute RawJson RawMembers SeededHash SingleFormat "
            + "SortedNumberTextOpaqueFormat SortedNumberTextOpaqueNotNullFormat SortedNumberTextOpaqueObjectFormat "
            + "SortedOpaqueFormat SortedOpaqueNotNullFormat SortedOpaqueObjectFormat StringBuilder StringFormat TimeTextFormat TimestampFormat Type UInt16Format UInt32Format "
            + "UInt64Format UInt8Format UnknownMemberHandling UnknownTagHandling UnknownVariant UuidFormat WireCodec "
            + "WireDialect WireDialects WireError WireException WireKind WireList WireMap WireNames WireOptional WireOptions WireReader WireRoot "
            + "WireServerSentEvents WireSide WireTags WireTimestamp WireVersions WireWriter"
        ).Split(' '),
    ];

    // The members of a dialect's codec class in addition to the codecs.
    private static readonly HashSet<string> TakenCodecs = ["Client", "Dialect", "Name", "Server", "TypeInfoResolver"];

    // The members of every object and record.
    private static readonly HashSet<string> TakenByCSharp =
    [
        "Clone",
        "EqualityContract",
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "PrintMembers",
        "ReferenceEquals",
        "ToString",
    ];

    // The members of a union's base record and its Unknown variant, and types that are used in them by their simple names.
    private static readonly HashSet<string> TakenVariants =
    [
        .. TakenByCSharp,
        "AdjacentContent",
        "Create",
        AddedNames.Extra,
        "Flattened",
        AddedNames.Shared,
        "Json",
        "JsonConverter",
        "JsonConverterAttribute",
        "RawJson",
        "RawMembers",
        "SeededHash",
        "StringBuilder",
        AddedNames.Tag,
        "UnknownVariant",
        "Variant",
        "WireList",
        "WireMap",
        "WireOptional",
        "WireTimestamp",
        "WireWriter",
        "WriteVariant",
    ];

    // The members of every record, and those that generated records add.
    private static readonly HashSet<string> TakenMembers =
    [
        .. TakenByCSharp,
        AddedNames.Extra,
        "Json",
        AddedNames.Tag,
        "Variant",
        "WriteVariant",
    ];

    private const string Library = "AgentWire";

    // Other names in AgentWire and AgentWire.CompilerServices, which a namespace in AgentWire would hide.
    private static readonly HashSet<string> TakenNamespaces =
    [
        .. (
            "CompilerServices IAdjacentFormat IWireDecoder IWireEncoder IWireFormat JsonSerializerOptionsExtensions "
            + "MemberText MemberTextExtensions MirrorHandling Mirrored RawJsonConverter RawMembersConverter Runtime SafeText System WireErrorCode WireErrorCodes "
            + "WireListConverter WireMapConverter WireOptionalConverter WireTimestampConverter"
        ).Split(' '),
    ];

    // Framework types that code there can refer to by their simple names.
    private static readonly HashSet<string> FrameworkTypes =
    [
        .. new[] { typeof(object), typeof(HashSet<>), typeof(Enumerable), typeof(HttpClient), typeof(JsonSerializer) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => !type.IsNested && !type.IsGenericType)
            .Select(type => type.Name),
    ];

    private readonly DialectPlan _plan;
    private readonly Dialect _dialect;
    private readonly IReadOnlyList<DialectPlan> _all;
    private readonly FindingList _findings;
    private readonly HashSet<string> _boundedFormats;

    private NameChecks(DialectPlan plan, IReadOnlyList<DialectPlan> all, FindingList findings)
    {
        _plan = plan;
        _dialect = plan.Dialect;
        _all = all;
        _findings = findings;
        _boundedFormats = [.. BoundedFormats.In(_dialect).Select(found => BoundedFormats.NameOf(found.Type))];
    }

    /// <summary>Returns whether the base of a union cannot have a property with the given name.</summary>
    public static bool IsTakenInUnion(UnionType union, string name) =>
        TakenVariants.Contains(name) || name == union.Name || name == $"{union.Name}Format";

    /// <param name="plan">The dialect whose names are checked.</param>
    /// <param name="all">All dialects of the library.</param>
    /// <param name="findings">Collects the refused names.</param>
    public static void Check(DialectPlan plan, IReadOnlyList<DialectPlan> all, FindingList findings)
    {
        NameChecks rules = new(plan, all, findings);
        rules.CheckNamespace();
        foreach (NamedType type in plan.Dialect.Types)
        {
            rules.Check(type);
        }
    }

    private void CheckNamespace()
    {
        string name = _dialect.Namespace;
        string[] parts = name.Split('.');
        Location origin = _dialect.Origin.At("namespace");
        if (!parts.All(CSharpNames.IsPossible))
        {
            _findings.Add(
                origin,
                $"\"{name}\" is not a valid `namespace`: each part must be a capital letter, followed by letters and digits, such as Acme.Charging"
            );
        }
        else if (name == Library || Array.Find(parts, IsHiding) is not null || IsHidingInLibrary(parts))
        {
            _findings.Add(
                origin,
                $"a part of {name} is a name that generated code uses for something else; choose another `namespace`"
            );
        }
        else if (
            _all.TakeWhile(each => each != _plan).FirstOrDefault(each => each.Namespace == name) is { } other
            || (other = _all.FirstOrDefault(each => HasType(each, name))) is not null
        )
        {
            _findings.Add(
                origin,
                $"{other.Dialect.Origin.File} already uses the name {name}; choose another `namespace`"
            );
        }
    }

    /// <summary>Returns whether a namespace with this name would hide a type that generated code in it uses.</summary>
    private static bool IsHiding(string part) => part != Library && TakenTypes.Contains(part);

    private static bool IsHidingInLibrary(string[] parts) =>
        parts is [Library, var first, ..] && (TakenNamespaces.Contains(first) || FrameworkTypes.Contains(first));

    /// <summary>Returns whether a dialect has a type with the name of a namespace, or of one that contains it.</summary>
    private static bool HasType(DialectPlan dialect, string name) =>
        dialect.TypeNames.Any(type => $"{name}.".StartsWith($"{dialect.Namespace}.{type}.", StringComparison.Ordinal));

    private void Check(NamedType type)
    {
        if (
            TakenTypes.Contains(type.Name)
            || TakenCodecs.Contains(type.Name)
            || TakenByCSharp.Contains(type.Name)
            || type.Name == $"{_plan.Prefix}Wire"
            || type.Name == $"{_plan.Prefix}JsonConverter"
            || (type.HasOwnType && TakenTypes.Contains($"{type.Name}Format"))
            || _dialect.Types.Any(other => type.Name == $"{other.Name}Format")
            || _boundedFormats.Contains(type.Name)
            || _boundedFormats.Contains($"{type.Name}Format")
            || OwnMembers(type).Contains(type.Name)
        )
        {
            _findings.Add(
                type.Origin,
                $"the name {type.Name} is already used in C#; rename the definition, and write the upstream name as its `title`"
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
                Check(set);
                break;
        }
    }

    /// <summary>Returns the members of such a type that do not come from the schema, whose names are not available.</summary>
    private static string[] OwnMembers(NamedType type) =>
        type switch
        {
            ObjectType => [AddedNames.Extra],
            UnionType { IsOpen: true } =>
            [
                AddedNames.Extra,
                AddedNames.Tag,
                "Variant",
                "WriteVariant",
                AddedNames.Unknown,
            ],
            UnionType => [AddedNames.Extra, AddedNames.Tag, "Variant", "WriteVariant"],
            StringSet { IsOpen: true } => [AddedNames.Value],
            _ => [],
        };

    private void Check(StringSet set)
    {
        List<StringSetValue> values = [.. set.Values.Where(value => IsPossible(value.Name, value.Path))];
        RefuseTwice(values.Select(value => (value.Name, value.Path, value.Origin)));
        foreach (
            StringSetValue value in values.Where(value =>
                set.IsOpen
                && (value.Name == set.Name || value.Name == AddedNames.Value || TakenByCSharp.Contains(value.Name))
            )
        )
        {
            Refuse(value.Name, value.Path, value.Origin, $"no value of {set.Name} can be called {value.Name}");
        }
    }

    private void Check(UnionType union)
    {
        List<Variant> variants = [.. union.Variants.Where(variant => IsPossible(variant.Name, variant.Path))];
        RefuseTwice(variants.Select(variant => (variant.Name, variant.Path, variant.Origin)));
        foreach (Variant variant in variants)
        {
            if (
                variant.Name == union.Name
                || variant.Name == $"{union.Name}Format"
                || variant.Name == $"{_plan.Prefix}JsonConverter"
                || TakenVariants.Contains(variant.Name)
            )
            {
                Refuse(
                    variant.Name,
                    variant.Path,
                    variant.Origin,
                    $"no variant of {union.Name} can be called {variant.Name}"
                );
            }
            else if (variant.Name == AddedNames.Unknown && union.IsOpen)
            {
                Refuse(
                    variant.Name,
                    variant.Path,
                    variant.Origin,
                    $"{union.Name} is open, so it already has a variant {variant.Name}"
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
        List<Member> members = [.. layout.Members.Where(member => IsPossible(member.Name, member.Path))];
        List<Member> properties = [.. members.Where(member => !member.IsFixed)];
        foreach (
            Member member in layout.Members.Where(member =>
                member.IsFixed && !layout.Mirrors.Contains(member) && _dialect.NamesGiven.Contains(member.Path)
            )
        )
        {
            _findings.Add(
                _dialect.Origin.At("names").At(member.Path),
                $"{member.Path} is a required constant, which has no C# property; remove its name"
            );
        }

        RefuseTwice(properties.Select(member => (_plan.NameOf(member, owner), member.Path, member.Origin)));
        RefuseTwice(
            members
                .DistinctBy(member => _plan.NameOf(member, owner))
                .Select(member => (_plan.LocalOf(member, owner), member.Path, member.Origin))
        );
        foreach (Member member in properties)
        {
            string name = _plan.NameOf(member, owner);
            if (name == owner || TakenMembers.Contains(name))
            {
                Refuse(name, member.Path, member.Origin, $"no member of {owner} can be called {name}");
            }
            else if (layout.FlattenedUnion is not null && name is (AddedNames.Event or AddedNames.Payload))
            {
                Refuse(name, member.Path, member.Origin, $"{name} is the flattened union");
            }
        }
    }

    /// <summary>Returns whether a name is possible in C#. If not, it is refused at the entry of the manifest that specifies it, or could.</summary>
    private bool IsPossible(string name, string path)
    {
        if (CSharpNames.IsPossible(name))
        {
            return true;
        }

        Location names = _dialect.Origin.At("names");
        _findings.Add(
            _dialect.NamesGiven.Contains(path) ? names.At(path) : names,
            $"\"{name}\" is not a valid C# name; choose another name for {path} in `names`"
        );
        return false;
    }

    private void RefuseTwice(IEnumerable<(string Name, string Path, Location Origin)> names)
    {
        foreach (
            IGrouping<string, (string Name, string Path, Location Origin)> group in names.GroupBy(name => name.Name)
        )
        {
            foreach ((string name, string path, Location origin) in group.Skip(1))
            {
                Refuse(name, path, origin, $"{group.First().Path} already has the name {name}");
            }
        }
    }

    private void Refuse(string name, string path, Location origin, string reason) =>
        _findings.Add(
            origin,
            $"{reason}; add \"{path}\": \"…\" to `names` in {_dialect.Origin.File} with another name than {name}"
        );
}

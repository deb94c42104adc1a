using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>A dialect in C#: the decisions that are made before any text is written. It refers to the model and does not copy it.</summary>
/// <param name="dialect">The dialect.</param>
/// <param name="command">The command that generates the files again.</param>
internal sealed class DialectPlan(Dialect dialect, string command)
{
    public Dialect Dialect { get; } = dialect;

    public string Command { get; } = command;

    public string Namespace => Dialect.Namespace;

    /// <summary>Gets the last part of the namespace, with which the names of the dialect's own classes begin.</summary>
    public string Prefix { get; } = PrefixOf(dialect);

    /// <summary>Gets the folder of the files, with a slash: the prefix, the whole namespace if another dialect has the same prefix, or none.</summary>
    public string Folder { get; private init; } = $"{PrefixOf(dialect)}/";

    /// <summary>Gets the names of all types in the namespace.</summary>
    public IEnumerable<string> TypeNames =>
        [
            .. Dialect
                .Types.Where(type => type.HasOwnType)
                .SelectMany(type => new[] { type.Name, $"{type.Name}Format" }),
            $"{Prefix}Wire",
            $"{Prefix}JsonConverter",
        ];

    /// <summary>Gets the form of opaque values, which is the beginning of the names of their formats.</summary>
    public string OpaqueForm => $"{Dialect.OpaqueOrder}{(Dialect.KeepsNumberText ? "NumberText" : "")}";

    /// <summary>Creates the plans of dialects in one library.</summary>
    /// <param name="dialects">The dialects.</param>
    /// <param name="command">The command that generates the files again.</param>
    /// <param name="isFlat">Whether the files of the only dialect have no folder of their own.</param>
    /// <exception cref="SpecException">A name conflicts, or a shape is not supported.</exception>
    public static IReadOnlyList<DialectPlan> Make(IReadOnlyList<Dialect> dialects, string command, bool isFlat = false)
    {
        FindingList findings = new();
        List<DialectPlan> plans =
        [
            .. dialects
                .GroupBy(PrefixOf)
                .SelectMany(same =>
                    same.Select(dialect => new DialectPlan(dialect, command)
                    {
                        Folder =
                            isFlat ? ""
                            : same.Count() == 1 ? $"{same.Key}/"
                            : $"{dialect.Namespace}/",
                    })
                )
                .OrderBy(plan => plan.Dialect.Name, StringComparer.Ordinal),
        ];
        foreach (DialectPlan plan in plans)
        {
            NameChecks.Check(plan, plans, findings);
            UnsupportedShapes.Check(plan.Dialect, findings);
        }

        findings.ThrowIfAny();
        return plans;
    }

    /// <summary>Returns the name of a member: that of the model, or Value if its type has the same name and the manifest specifies no other.</summary>
    /// <param name="member">The member.</param>
    /// <param name="owner">The type or variant that it belongs to. In C#, a member cannot have the name of its type.</param>
    public string NameOf(Member member, string owner) =>
        member.Name == owner && !Dialect.NamesGiven.Contains(member.Path) ? AddedNames.Value : member.Name;

    /// <summary>Returns the name of a member's local variable while it is read.</summary>
    public string LocalOf(Member member, string owner)
    {
        string name = NameOf(member, owner);
        return LocalNames.Of(member.Type is ConstantRef ? $"Has{name}" : name);
    }

    public UnionPlan UnionOf(UnionType union) => new(this, union);

    public BodyPlan BodyOf(ObjectType type) => new(this, type.Layout, type.Name, "", type.IsSorted, new SharedParts());

    /// <summary>Returns the format of a type as an item of a list or as a document.</summary>
    public string FormatOf(TypeRef type) =>
        type switch
        {
            _ when BoundedFormats.HasBounds(type) => BoundedFormats.NameOf(type),
            StringRef => "StringFormat",
            BooleanRef => "BooleanFormat",
            NumberRef number => number.IsWidened ? "SingleFormat" : "DoubleFormat",
            IntegerRef integer => $"{IntegerShape.Of(integer).Clr}Format",
            ListRef list => $"ListFormat<{new Scope(this).TypeOf(list.Item).Name}, {FormatOf(list.Item)}>",
            OpaqueRef { IsObject: true } => $"{OpaqueForm}OpaqueObjectFormat",
            OpaqueRef { IsNotNull: true } => $"{OpaqueForm}OpaqueNotNullFormat",
            OpaqueRef => $"{OpaqueForm}OpaqueFormat",
            MapRef map => MapFormatOf(new Scope(this).TypeOf(map.Value), FormatOf(map.Value)),
            NamedRef named => Dialect.Find(named.Name) switch
            {
                ScalarType { Kind: "timestamp-z" } => "TimestampFormat",
                ScalarType { Kind: "uuid" } => "UuidFormat",
                ScalarType { Kind: "not-blank" } => "NotBlankFormat",
                ScalarType { Kind: "json-pointer" } => "JsonPointerTextFormat",
                ScalarType { Kind: "date" } => "DateTextFormat",
                ScalarType { Kind: "time" } => "TimeTextFormat",
                ScalarType { Kind: "date-time" } => "DateTimeTextFormat",
                ScalarType scalar => FormatOf(scalar.Text),
                ListType list => FormatOf(list.List),
                NamedType own => $"{own.Name}Format",
            },
            _ => throw new NotSupportedException($"{type} should have been refused before"),
        };

    /// <summary>Returns the format of a map, given the C# type and the format of its values.</summary>
    public string MapFormatOf(CSharpType value, string format) =>
        $"{(Dialect.MembersAreSorted ? "SortedMap" : "Map")}Format<{value.Name}, {format}>";

    private static string PrefixOf(Dialect dialect) => dialect.Namespace[(dialect.Namespace.LastIndexOf('.') + 1)..];
}

using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the files of a whole dialect: its codecs, and its converter for JsonSerializer.</summary>
internal sealed class WireFiles(DialectPlan plan)
{
    // The contract with AgentWire.Runtime. If the runtime has another contract, the compiler error shows this name, which says what to do.
    private const string ContractMember = "UpdateAgentWireRuntimeOrGenerateAgainForContract1";

    private readonly Dialect _dialect = plan.Dialect;

    private readonly IReadOnlyList<NamedType> _types =
    [
        .. plan.Dialect.Types.OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    private readonly ValueCodes _values = new(plan);

    public OutputFile WriteCodecs() =>
        CSharpFile.Make(
            plan,
            $"{plan.Prefix}Wire",
            _dialect.Folder,
            ["System.Text.Json.Serialization.Metadata", "AgentWire.CompilerServices"],
            code =>
            {
                code.Doc(
                    "summary",
                    $"The codecs of the {CSharpText.Xml(_dialect.Title)} dialect. {CSharpText.Xml(_dialect.Description)}"
                );
                code.Doc(
                    "remarks",
                    string.Join(
                        ' ',
                        _dialect
                            .Notes.Select(CSharpText.Xml)
                            .Prepend($"Contract version {_dialect.Version}{UpstreamVersion}.")
                    )
                );
                code.Block($"public static class {plan.Prefix}Wire", () => WriteMembers(code));
            }
        );

    public OutputFile WriteConverter() =>
        CSharpFile.Make(
            plan,
            Converter,
            _dialect.Folder,
            ["AgentWire.CompilerServices"],
            code =>
            {
                code.Doc("summary", "Converts the types of this dialect for JsonSerializer, in their canonical form.");
                code.Block(
                    $"public sealed class {Converter}() : DialectJsonConverter(Table)",
                    () => WriteConverterMembers(code)
                );
            }
        );

    private string UpstreamVersion =>
        _dialect.Upstream is { } upstream ? $"; upstream: {CSharpText.Xml(upstream.InWords)}" : "";

    private string Converter => $"{plan.Prefix}JsonConverter";

    private string PropertyOf(NamedType type) =>
        type.Name == _dialect.Server ? "Server"
        : type.Name == _dialect.Client ? "Client"
        : type.Name;

    private void WriteMembers(CodeWriter code)
    {
        code.Line($"private const string Name = {CSharpText.Literal(_dialect.Name)};");
        code.Line($"private const int _contract = GeneratedContract.{ContractMember};");
        code.Line();
        string events = WriteEvents(code) + WriteVersions(code);
        foreach (NamedType type in _types)
        {
            string tags = type is UnionType { Tagging.HasTag: true } ? $", {type.Name}Format.Tags" : "";
            string role =
                type is ScalarType ? $"Gets the codec of a string. {CSharpText.Xml(type.Description)}"
                : type is ListType ? $"Gets the codec of {SenderOf(type)}. {CSharpText.Xml(type.Description)}"
                : NamedRootOf(type) is { } root ? $"Gets the codec of the {root}: <see cref=\"{Cref(type)}\"/>."
                : type.Name == _dialect.Server
                    ? $"Gets the codec of the messages from the server: <see cref=\"{Cref(type)}\"/>."
                : type.Name == _dialect.Client
                    ? $"Gets the codec of the messages from the client: <see cref=\"{Cref(type)}\"/>."
                : $"Gets the codec of <see cref=\"{Cref(type)}\"/> as a document of its own.";
            code.Doc("summary", role);
            NamedRef self = new(type.Name);
            string name = _values.Of(self).Type;
            code.Line(
                $"public static WireCodec<{name}> {PropertyOf(type)} {{ get; }} = GeneratedContract.CreateCodec<{name}, {plan.FormatOf(self)}>(Name, {CSharpText.Literal(type.Name)}{tags}{events}{VersionCode.Arguments(type.Versions, _dialect)});"
            );
            code.Line();
        }

        code.Doc("summary", "Gets the dialect, with its name, its sides and the codecs of all its types.");
        WriteDialect(code, events);
        code.Line();
        code.Doc(
            "summary",
            "Gets a resolver for JsonSerializer that resolves the types of this dialect without reflection."
        );
        code.Line($"public static IJsonTypeInfoResolver TypeInfoResolver => {Converter}.Table;");
    }

    /// <summary>Writes the facts about server-sent events. Returns the argument that passes them on, or an empty string if there are none.</summary>
    private string WriteEvents(CodeWriter code)
    {
        if (_dialect.ServerSentEvents is not { } events)
        {
            return "";
        }

        IEnumerable<string> keepAlive = events.KeepAlive is { } sent ? [sent.Event, sent.Data] : [];
        string names = string.Join(", ", events.WithoutMessage.Select(CSharpText.Literal));
        IEnumerable<string> ids = events.HasIds ? [] : ["hasIds: false"];
        string arguments = string.Join(", ", [$"[{names}]", .. keepAlive.Select(CSharpText.Literal), .. ids]);
        code.Line(
            $"private static readonly WireServerSentEvents _events = GeneratedContract.CreateServerSentEvents({arguments});"
        );
        code.Line();
        return ", events: _events";
    }

    /// <summary>Writes the versions that the contract covers. Returns the argument that passes them on, or an empty string if it says nothing about them.</summary>
    private string WriteVersions(CodeWriter code)
    {
        if (!_dialect.HasVersions)
        {
            return "";
        }

        string changes = string.Join(", ", _dialect.Boundaries.Select(Literal));
        code.Line(
            $"private static readonly WireVersions _versions = GeneratedContract.CreateVersions({Literal(_dialect.Versions.From)}, {Literal(_dialect.Versions.To)}, [{changes}]);"
        );
        code.Line();
        return ", versions: _versions";
    }

    private static string Literal(ContractVersion? version) =>
        version is null ? "null" : CSharpText.Literal($"{version}");

    private void WriteDialect(CodeWriter code, string events)
    {
        string[] facts =
        [
            "Name",
            CSharpText.Literal(_dialect.Title),
            CSharpText.Literal(_dialect.Version),
            _dialect.Server is null ? "null" : "Server",
            _dialect.Client is null ? "null" : "Client",
        ];
        string[] types = [.. _types.Select(PropertyOf)];
        string roots = _dialect.Roots.Any(root => root.Name is not null)
            ? $", roots: [{string.Join(", ", _dialect.Roots.Select(CodeOf))}]"
            : "";
        code.Line(
            $"public static WireDialect Dialect {{ get; }} = GeneratedContract.CreateDialect({string.Join(", ", facts)}, [{string.Join(", ", types)}]{events}{roots});"
        );
    }

    private string CodeOf(Root root) =>
        $"GeneratedContract.CreateRoot(WireSide.{root.Side}, {(root.Name is { } name ? CSharpText.Literal(name) : "null")}, {PropertyOf(_dialect.Find(root.Type))})";

    private string SenderOf(NamedType list) =>
        list.Name == _dialect.Server ? "the messages from the server, each of which is a list"
        : list.Name == _dialect.Client ? "the messages from the client, each of which is a list"
        : NamedRootOf(list) is { } root ? $"the {root}, each of which is a list"
        : "a list";

    /// <summary>Describes the messages of a root with a name, or returns null for any other type.</summary>
    private string? NamedRootOf(NamedType type) =>
        _dialect.Roots.FirstOrDefault(root => root.Name is not null && root.Type == type.Name) is { } root
            ? $"{root.Name} messages from the {root.Side.InWords()}"
            : null;

    // If a property has the same name, the type needs its namespace.
    private string Cref(NamedType type) =>
        PropertyOf(type) == type.Name ? $"global::{plan.Namespace}.{type.Name}" : type.Name;

    private void WriteConverterMembers(CodeWriter code)
    {
        code.Line("internal static readonly ConverterTable Table = new ConverterTable()");
        code.Indented(() =>
        {
            string[] rows =
            [
                .. _types
                    .Where(type => type.HasOwnType)
                    .SelectMany(type =>
                        VariantsOf(type)
                            .Select(variant => $"<{type.Name}.{variant}, {type.Name}>")
                            .Prepend("")
                            .Select(arguments => $".Add{arguments}({plan.Prefix}Wire.{PropertyOf(type)})")
                    ),
            ];
            foreach (string row in rows)
            {
                code.Line(row == rows[^1] ? $"{row};" : row);
            }
        });
    }

    private static IEnumerable<string> VariantsOf(NamedType type) =>
        type is UnionType union
            ? union.Variants.Select(variant => variant.Name).Concat(union.IsOpen ? [AddedNames.Unknown] : [])
            : [];
}

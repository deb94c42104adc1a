using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>Determines the types at a place in generated code, and their names.</summary>
/// <param name="plan">The dialect whose types can be used.</param>
/// <param name="inside">The union that contains the place, if any. Its variants hide types of the same name.</param>
internal sealed class Scope(DialectPlan plan, UnionType? inside = null)
{
    /// <summary>Returns the name of a type as it must be written there.</summary>
    public string NameOf(string type) => IsNested(type) ? $"global::{plan.Namespace}.{type}" : type;

    /// <summary>Returns whether a name is that of a type inside the union.</summary>
    public bool IsNested(string name) =>
        inside is not null
        && (inside.Variants.Any(variant => variant.Name == name) || (inside.IsOpen && name == AddedNames.Unknown));

    /// <summary>Returns the type of a value there.</summary>
    public CSharpType TypeOf(TypeRef type) =>
        type switch
        {
            StringRef => CSharpType.Reference("string"),
            BooleanRef => new("bool", "false"),
            NumberRef number => new(number.IsWidened ? "float" : "double", "0"),
            // Whether it is present.
            ConstantRef => new("bool", "false"),
            IntegerRef integer => new(IntegerShape.Of(integer).Type, "0"),
            OpaqueRef => new("RawJson", "default"),
            MapRef map => new($"WireMap<{TypeOf(map.Value).Name}>", "default"),
            ListRef list => new($"WireList<{TypeOf(list.Item).Name}>", "default"),
            NamedRef named => TypeOf(plan.Dialect.Find(named.Name)),
            _ => throw new NotSupportedException($"{type} should have been refused before"),
        };

    private CSharpType TypeOf(NamedType type) =>
        type switch
        {
            ScalarType { Kind: "timestamp-z" } => new("WireTimestamp", "default"),
            ScalarType => CSharpType.Reference("string"),
            ListType list => TypeOf(list.List),
            StringSet => new(NameOf(type.Name), "default"),
            _ => CSharpType.Reference(NameOf(type.Name)),
        };
}

using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>How types are called at a place in generated code.</summary>
/// <param name="plan">The dialect whose types may be named.</param>
/// <param name="inside">The union in whose body the place is, if any: its variants hide types of the same name.</param>
internal sealed class Scope(DialectPlan plan, UnionType? inside = null)
{
    /// <summary>A type's name as it is understood there.</summary>
    public string NameOf(string type) => IsNested(type) ? $"global::{plan.Namespace}.{type}" : type;

    /// <summary>The modifier of a property that hides a variant of that name, which a variant inherits as a nested type.</summary>
    public string Hiding(string property) => IsNested(property) ? "new " : "";

    private bool IsNested(string name) =>
        inside is not null
        && (inside.Variants.Any(variant => variant.Name == name) || (inside.IsOpen && name == Names.Unknown));
}

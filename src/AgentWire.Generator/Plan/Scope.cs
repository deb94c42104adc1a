using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>Determines the names of types at a place in generated code.</summary>
/// <param name="plan">The dialect whose types can be used.</param>
/// <param name="inside">The union that contains the place, if any. Its variants hide types of the same name.</param>
internal sealed class Scope(DialectPlan plan, UnionType? inside = null)
{
    /// <summary>Returns the name of a type as it must be written there.</summary>
    public string NameOf(string type) => IsNested(type) ? $"global::{plan.Namespace}.{type}" : type;

    /// <summary>Returns whether a name is that of a type inside the union.</summary>
    public bool IsNested(string name) =>
        inside is not null
        && (inside.Variants.Any(variant => variant.Name == name) || (inside.IsOpen && name == Names.Unknown));
}

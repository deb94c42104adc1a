using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Plan;

/// <summary>The C# name of the registry.</summary>
internal sealed record RegistryName(string Namespace, string Class)
{
    /// <summary>Reads a full name, such as <c>Acme.Protocols</c>.</summary>
    /// <exception cref="SpecException">The name is not possible, or it is already used.</exception>
    public static RegistryName Parse(string name, IReadOnlyList<DialectPlan> plans)
    {
        Location place = new("the registry", "");
        string[] parts = name.Split('.');
        return parts.Length < 2 || !parts.All(CSharpNames.IsPossible)
                ? throw new SpecException(
                    place,
                    $"\"{name}\" must be a namespace and the name of a class, such as \"Acme.Protocols\""
                )
            : plans.Any(plan => IsTakenBy(plan, name))
                ? throw new SpecException(place, $"a dialect already uses the name {name}; choose another name")
            : new RegistryName(string.Join('.', parts[..^1]), parts[^1]);
    }

    private static bool IsTakenBy(DialectPlan plan, string name) =>
        $"{plan.Namespace}.".StartsWith($"{name}.", StringComparison.Ordinal)
        || plan.TypeNames.Any(type => $"{plan.Namespace}.{type}" == name);
}

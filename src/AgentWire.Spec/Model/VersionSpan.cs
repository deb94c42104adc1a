namespace AgentWire.Spec.Model;

/// <summary>The versions that have a part of a contract. The default is all versions.</summary>
/// <param name="Since">The first version that has it, or null if there is no version before.</param>
/// <param name="Until">The first version that no longer has it, or null if there is none.</param>
internal readonly record struct VersionSpan(ContractVersion? Since, ContractVersion? Until)
{
    public bool IsAlways => Since is null && Until is null;

    /// <summary>Gets whether no version is in it.</summary>
    public bool IsEmpty => Since is not null && Until is not null && Since >= Until;

    public bool Contains(ContractVersion version) =>
        (Since is null || Since <= version) && (Until is null || Until > version);

    /// <summary>Returns the versions that are in both.</summary>
    public VersionSpan And(VersionSpan other) =>
        new(
            Since is null || (other.Since is not null && other.Since > Since) ? other.Since : Since,
            Until is null || (other.Until is not null && other.Until < Until) ? other.Until : Until
        );

    /// <summary>Returns the shortest span that contains both.</summary>
    public VersionSpan Or(VersionSpan other) =>
        new(
            Since is null || other.Since is null ? null
                : Since <= other.Since ? Since
                : other.Since,
            Until is null || other.Until is null ? null
                : Until >= other.Until ? Until
                : other.Until
        );

    /// <summary>Returns the bounds that exclude versions of another span. All versions of the other span that are within them are also in this one.</summary>
    public VersionSpan Within(VersionSpan other)
    {
        VersionSpan both = And(other);
        return new(
            Equals(both.Since, other.Since) ? null : both.Since,
            Equals(both.Until, other.Until) ? null : both.Until
        );
    }

    /// <summary>Returns <c>since 0.9</c>, <c>until 1.0</c>, or both. Empty for all versions.</summary>
    public override string ToString() =>
        (Since, Until) switch
        {
            (null, null) => "",
            (_, null) => $"since {Since}",
            (null, _) => $"until {Until}",
            _ => $"since {Since}, until {Until}",
        };
}

/// <summary>The versions that a contract covers.</summary>
/// <param name="From">The first one, or null if there is no first one.</param>
/// <param name="To">The last one that was checked, or null if later ones are covered too.</param>
internal sealed record VersionRange(ContractVersion? From, ContractVersion? To)
{
    /// <summary>Returns a short description, such as <c>0.3.6 to 0.9.0</c>.</summary>
    public override string ToString() =>
        (From, To) switch
        {
            ({ } from, { } to) => from.Equals(to) ? $"{from}" : $"{from} to {to}",
            ({ } from, null) => $"{from} and later",
            (null, { } to) => $"up to {to}",
            _ => "all versions",
        };
}

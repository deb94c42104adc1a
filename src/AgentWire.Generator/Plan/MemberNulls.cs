using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>Decides which properties can be null.</summary>
internal static class MemberNulls
{
    /// <summary>Returns whether the property of a member can be null.</summary>
    public static bool HasNull(this Member member) =>
        member.Presence != Presence.Required
        && !member.OmitWhenEmpty
        && !member.EmptyWhenAbsent
        && !member.IsOpaqueNullable()
        && !member.IsWireOptional()
        && member.Type is not ConstantRef;

    /// <summary>
    /// Returns whether the property of a member is a <c>WireOptional</c>, which can be absent, null or a value. Any JSON is none,
    /// because null is one of its values.
    /// </summary>
    public static bool IsWireOptional(this Member member) =>
        member is { Presence: Presence.OptionalNullable, Type: not OpaqueRef { HasNull: true } };

    /// <summary>
    /// Returns whether a member is nullable and opaque. The JSON null is a value of an opaque member, so it has no other null.
    /// </summary>
    public static bool IsOpaqueNullable(this Member member) =>
        member is { Presence: Presence.Nullable, Type: OpaqueRef { HasNull: true } };
}

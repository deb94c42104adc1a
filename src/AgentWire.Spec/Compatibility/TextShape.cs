using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>The strings that are allowed for a value, whether its type is a set, a scalar or a plain string.</summary>
/// <param name="Values">The named values, or null if there are none.</param>
/// <param name="IsClosed">Whether no other strings are allowed.</param>
/// <param name="Text">The length and the pattern.</param>
/// <param name="Kind">The meaning in <c>scalars</c>.</param>
internal sealed record TextShape(IReadOnlyList<StringSetValue>? Values, bool IsClosed, StringRef Text, string? Kind)
{
    public static TextShape Of(StringRef text) => new(null, false, text, null);

    public static TextShape Of(NamedType type) =>
        type is StringSet set
            ? new(set.Values, !set.IsOpen, new StringRef(), null)
            : new(null, false, ((ScalarType)type).Text, ((ScalarType)type).Kind);
}

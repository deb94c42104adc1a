using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Which strings a value may be, whether a set, a scalar or a plain string says so.</summary>
/// <param name="Values">The named ones; null where there are none.</param>
/// <param name="IsClosed">Whether there are no others.</param>
/// <param name="Text">Length and pattern.</param>
/// <param name="Kind">The meaning that <c>scalars</c> gives them.</param>
internal sealed record TextShape(IReadOnlyList<StringSetValue>? Values, bool IsClosed, StringRef Text, string? Kind)
{
    public static TextShape Of(StringRef text) => new(null, false, text, null);

    public static TextShape Of(NamedType type) =>
        type is StringSet set
            ? new(set.Values, !set.IsOpen, new StringRef(), null)
            : new(null, false, ((ScalarType)type).Text, ((ScalarType)type).Kind);
}

using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>
/// The GetHashCode of a type, where the compiler's would let a peer choose values that collide: that of numbers, and of text
/// on .NET Framework, is the same in every process.
/// </summary>
internal static class HashCodeMethod
{
    /// <summary>Whether a record with such a member needs one.</summary>
    public static bool IsNeededFor(TypeRef type) => type is IntegerRef or NumberRef;

    /// <summary>Whether a type, or one of its variants, needs one.</summary>
    public static bool IsNeededIn(NamedType type) =>
        type switch
        {
            StringSet set => set.IsOpen,
            ObjectType record => HasNumber(record.Layout),
            UnionType union => union.Variants.Any(variant =>
                variant.Payload switch
                {
                    Payload.Members members => HasNumber(members.Layout),
                    Payload.Value value => IsNeededFor(value.Type),
                    _ => false,
                }
            ),
            _ => false,
        };

    public static void Write(CodeWriter code, IReadOnlyList<string> properties)
    {
        code.Line("/// <inheritdoc/>");
        code.Block(
            "public override int GetHashCode()",
            () =>
            {
                code.Line("SeededHash hash = default;");
                foreach (string property in properties)
                {
                    code.Line($"hash.Add({property});");
                }

                code.Line("return hash.Value;");
            }
        );
    }

    private static bool HasNumber(Layout layout) => layout.Members.Any(member => IsNeededFor(member.Type));
}

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

    /// <summary>Whether a variant needs one.</summary>
    public static bool IsNeededIn(Variant variant) =>
        variant.Payload switch
        {
            Payload.Members members => IsNeededIn(members.Layout),
            Payload.Value value => IsNeededFor(value.Type),
            _ => false,
        };

    /// <summary>Whether a record of such members needs one.</summary>
    public static bool IsNeededIn(Layout layout) => layout.Members.Any(member => IsNeededFor(member.Type));

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
}

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

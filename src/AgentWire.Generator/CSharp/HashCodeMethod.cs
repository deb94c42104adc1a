using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>
/// Writes the GetHashCode method of a type if that of the compiler would let a peer choose values that collide. The hash codes of
/// numbers, and on .NET Framework those of strings, are the same in every process.
/// </summary>
internal static class HashCodeMethod
{
    /// <summary>Returns whether a record with such a member needs the method.</summary>
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

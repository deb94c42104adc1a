using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of an adjacent union that is beside other members.</summary>
internal static class AdjacentCode
{
    private const string Local = "payload";

    public const string Setter = $"{AddedNames.Payload} = {Local}.Value!";

    public static string LocalDeclaration(AdjacentSlot slot) => $"{ReaderOf(slot.Union)} {Local} = default;";

    public static string Read(AdjacentSlot slot) => $"{Local}.Read{KindOf(slot)}(ref reader)";

    public static string Write(AdjacentSlot slot) =>
        $"{slot.Union.Name}Format.Write{KindOf(slot)}(ref writer, value.{AddedNames.Payload});";

    /// <summary>Returns the type that reads the two members of an adjacent union.</summary>
    public static string ReaderOf(UnionType union) => $"AdjacentContent<{union.Name}, {union.Name}Format>";

    public static void WriteProperty(CodeWriter code, AdjacentSlot slot, ValueCodes values)
    {
        code.Doc("summary", CSharpText.Xml(slot.Union.Description));
        code.Line(
            $"public {values.Hiding(AddedNames.Payload)}required {values.Scope.NameOf(slot.Union.Name)} {AddedNames.Payload} {{ get; init; }}"
        );
    }

    private static string KindOf(AdjacentSlot slot) => slot.IsTag ? "Tag" : "Content";
}

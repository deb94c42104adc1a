using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The tag or the content of an adjacent union that stands beside other members: two places of one property.</summary>
internal sealed record AdjacentSlot(string WireName, UnionType Union, bool IsTag) : Slot(WireName)
{
    public const string Property = "Payload";
    private const string Local = "payload";

    public static string Setter => $"{Property} = {Local}.Value!";

    public string LocalDeclaration => $"{ReaderOf(Union)} {Local} = default;";

    public string Read => $"{Local}.Read{Kind}(ref reader);";

    public string Write => $"{Union.Name}Format.Write{Kind}(ref writer, value.{Property});";

    private string Kind => IsTag ? "Tag" : "Content";

    /// <summary>The type that reads the two members of an adjacent union.</summary>
    public static string ReaderOf(UnionType union) => $"AdjacentContent<{union.Name}, {union.Name}Format>";

    /// <summary>A layout in which each adjacent union beside other members is the two members that it consists of.</summary>
    public static Layout Open(Layout layout, ValueCodes values) =>
        layout with
        {
            Slots = [.. layout.Slots.SelectMany(slot => Open(slot, values))],
        };

    public void WriteProperty(CodeWriter code, ValueCodes values)
    {
        code.Doc("summary", CSharpText.Xml(Union.Description));
        code.Line($"public {values.Hiding(Property)}required {values.NameOf(Union.Name)} {Property} {{ get; init; }}");
    }

    private static IEnumerable<Slot> Open(Slot slot, ValueCodes values) =>
        slot is FlattenedSlot flattened && values.AdjacentOf(flattened.Union) is var (union, tagging)
            ?
            [
                new AdjacentSlot(tagging.Tag, union, IsTag: true),
                new AdjacentSlot(tagging.Content, union, IsTag: false),
            ]
            : [slot];
}

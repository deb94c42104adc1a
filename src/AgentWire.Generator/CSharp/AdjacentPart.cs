using AgentWire.Generator.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The tag or the content of an adjacent union that stands beside other members: two places of one property.</summary>
internal sealed class AdjacentPart : BodyPart
{
    public const string Property = "Payload";
    private const string Local = "payload";

    private readonly UnionType _union;
    private readonly ValueCodes _values;
    private readonly bool _isTag;

    private AdjacentPart(UnionType union, ValueCodes values, string wireName, bool isTag)
    {
        _union = union;
        _values = values;
        _isTag = isTag;
        WireName = wireName;
    }

    public override string WireName { get; }

    public override bool MustBePresent => true;

    public override bool IsAlwaysWritten => true;

    public override string? LocalDeclaration => _isTag ? $"{ReaderOf(_union)} {Local} = default;" : null;

    public override string? Setter => _isTag ? $"{Property} = {Local}.Value!" : null;

    private string Kind => _isTag ? "Tag" : "Content";

    public static IEnumerable<BodyPart> Of(UnionType union, Tagging.Adjacent tagging, ValueCodes values) =>
        [
            new AdjacentPart(union, values, tagging.Tag, isTag: true),
            new AdjacentPart(union, values, tagging.Content, isTag: false),
        ];

    /// <summary>What reads the two members.</summary>
    public static string ReaderOf(UnionType union) => $"AdjacentContent<{union.Name}, {union.Name}Format>";

    public override void WriteProperty(CodeWriter code)
    {
        if (_isTag)
        {
            code.Doc("summary", CSharpText.Xml(_union.Description));
            code.Line(
                $"public {_values.Hiding(Property)}required {_values.NameOf(_union.Name)} {Property} {{ get; init; }}"
            );
        }
    }

    public override void WriteRead(CodeWriter code) => code.Line($"{Local}.Read{Kind}(ref reader);");

    public override void WriteValue(CodeWriter code) =>
        code.Line($"{_union.Name}Format.Write{Kind}(ref writer, value.{Property});");

    public override void WriteWhenPresent(CodeWriter code, Action name) =>
        throw new NotSupportedException("It is always present.");
}

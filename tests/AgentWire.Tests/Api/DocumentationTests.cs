using System.Xml.Linq;
using AgentWire.Tests.Properties;
using Microsoft.CodeAnalysis;

namespace AgentWire.Tests.Api;

public sealed class DocumentationTests
{
    private static readonly Dictionary<string, XElement> Documented = XDocument
        .Load(Path.ChangeExtension(typeof(WireCodec).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    private static readonly INamedTypeSymbol[] Types =
    [
        .. Consumer
            .Compile("")
            .SourceModule.ReferencedAssemblySymbols.Single(assembly => assembly.Name == "AgentWire")
            .GlobalNamespace.GetNamespaceMembers()
            .SelectMany(TypesIn)
            .Where(type => type.DeclaredAccessibility == Accessibility.Public),
    ];

    [Fact]
    public void Every_public_type_and_member_is_documented()
    {
        Types.Length.ShouldBeGreaterThan(40);
        Types
            .SelectMany(type => type.GetMembers().Where(IsOurs).Append(type))
            .Where(symbol => !IsDocumented(symbol))
            .Select(symbol => symbol.ToDisplayString())
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_public_type_is_in_the_library_s_namespace_or_a_dialect_s()
    {
        string[] allowed = ["AgentWire", .. ContractTypes.All.Select(type => type.Namespace!).Distinct()];
        Types.Where(type => !allowed.Contains(type.ContainingNamespace.ToDisplayString())).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_documented_is_found() =>
        IsDocumented(Consumer.Compile("public class None { }").GetTypeByMetadataName("None")!).ShouldBeFalse();

    private static bool IsDocumented(ISymbol symbol) =>
        Documented.TryGetValue(symbol.GetDocumentationCommentId()!, out XElement? documentation)
        && documentation.Elements().Any(e => e.Name == "inheritdoc" || (e.Name == "summary" && e.Value.Trim() != ""));

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol place) =>
        place
            .GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .SelectMany(member => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));

    /// <summary>Whether somebody wrote the member: not the compiler for a record, an accessor or a lone constructor.</summary>
    private static bool IsOurs(ISymbol member) =>
        member
            is { DeclaredAccessibility: Accessibility.Public or Accessibility.Protected }
                and not INamedTypeSymbol
                and not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet }
                and not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 }
                and not IFieldSymbol { Name: "value__" }
        && !member.GetAttributes().Any(a => a.AttributeClass!.Name == "CompilerGeneratedAttribute");
}

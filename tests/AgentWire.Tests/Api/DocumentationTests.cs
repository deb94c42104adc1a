using System.Xml.Linq;
using AgentWire.Shared.Contracts;
using Microsoft.CodeAnalysis;

namespace AgentWire.Tests.Api;

public sealed class DocumentationTests
{
    private static readonly Dictionary<string, XElement> Documented = TestedAssemblies
        .All.SelectMany(assembly =>
            XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
        )
        // Each assembly contains the types that the compiler needs for netstandard2.0.
        .DistinctBy(member => member.Attribute("name")!.Value)
        .ToDictionary(member => member.Attribute("name")!.Value);

    private const string ForGeneratedCode = "CompilerServices";

    private static readonly INamedTypeSymbol[] Types =
    [
        .. Consumer
            .Compile("")
            .SourceModule.ReferencedAssemblySymbols.Where(assembly =>
                TestedAssemblies.All.Any(each => each.GetName().Name == assembly.Name)
            )
            .SelectMany(assembly => assembly.GlobalNamespace.GetNamespaceMembers())
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
    public void What_only_generated_code_needs_is_hidden_from_whoever_types()
    {
        INamedTypeSymbol[] hidden =
        [
            .. Types.Where(type =>
                type.GetAttributes().Any(each => each.AttributeClass!.Name == "EditorBrowsableAttribute")
            ),
        ];
        hidden.Length.ShouldBeGreaterThan(20);
        hidden
            .Select(type => type.Name)
            .ShouldBe(
                Types.Where(type => type.ContainingNamespace.Name == ForGeneratedCode).Select(type => type.Name),
                ignoreOrder: true
            );
    }

    [Fact]
    public void Every_public_type_is_in_the_library_s_namespace_or_a_dialect_s()
    {
        string[] allowed =
        [
            "AgentWire",
            $"AgentWire.{ForGeneratedCode}",
            .. ContractTypes.All.Select(type => type.Namespace!).Distinct(),
        ];
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

    /// <summary>Returns whether the member is handwritten, and not created by the compiler for a record, an accessor or a default constructor.</summary>
    private static bool IsOurs(ISymbol member) =>
        member
            is { DeclaredAccessibility: Accessibility.Public or Accessibility.Protected }
                and not INamedTypeSymbol
                and not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet }
                and not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 }
                and not IFieldSymbol { Name: "value__" }
        && !member.GetAttributes().Any(a => a.AttributeClass!.Name == "CompilerGeneratedAttribute");
}

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Generator.Tests;

/// <summary>The names that have a meaning where generated code is.</summary>
internal static partial class NameScope
{
    private static readonly Lazy<CSharpCompilation> Library = new(() =>
        CompilationTests.Compile(DialectGenerator.CSharp(Path.Combine(Repository.Data, "sixth")))
    );

    /// <summary>Gets the namespaces that generated files and the files around them import, and those of generated code.</summary>
    public static IReadOnlyList<string> Namespaces =>
        [
            .. Library
                .Value.SyntaxTrees.SelectMany(tree => tree.GetCompilationUnitRoot().Usings)
                .Select(import => import.Name!.ToString())
                // The SDK imports these in addition to those of a compilation in memory.
                .Concat(["System.Net.Http", "System.Threading.Tasks", "AgentWire"])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Gets the types of these namespaces: public types, and internal types of the library.</summary>
    public static IReadOnlyList<string> Types =>
        [
            .. Namespaces
                .Select(Find)
                .OfType<INamespaceSymbol>()
                .SelectMany(space => space.GetMembers())
                .Where(member =>
                    member is INamespaceSymbol
                    || (
                        member is INamedTypeSymbol type
                        && (
                            type.DeclaredAccessibility == Accessibility.Public
                            || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Library.Value.Assembly)
                        )
                    )
                )
                .Select(member => member.Name)
                .Concat(Namespaces.SelectMany(space => space.Split('.'))),
        ];

    /// <summary>The types of the library without its dialects.</summary>
    public static IReadOnlyList<string> LibraryTypes =>
        [
            .. new[] { "AgentWire", "AgentWire.CompilerServices" }
                .SelectMany(space => Find(space)!.GetTypeMembers())
                .Where(type =>
                    type.ContainingAssembly.Name == "AgentWire.Runtime"
                    && type.DeclaredAccessibility == Accessibility.Public
                )
                .Select(type => type.Name),
        ];

    /// <summary>Gets the members of every class, record, struct and enum.</summary>
    public static IReadOnlyList<string> Members =>
        [
            .. new[] { typeof(object), typeof(Enum), typeof(ValueType), typeof(Record), typeof(RecordStruct) }
                .SelectMany(type =>
                    type.GetMembers(
                        System.Reflection.BindingFlags.Public
                            | System.Reflection.BindingFlags.NonPublic
                            | System.Reflection.BindingFlags.Instance
                            | System.Reflection.BindingFlags.Static
                    )
                )
                .Select(member => Word().Match(member.Name).Value),
        ];

    /// <summary>Gets the keywords of the language.</summary>
    public static IReadOnlyList<string> Words =>
        [.. SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText)];

    /// <summary>Every identifier in the code that is generated for a dialect with each feature.</summary>
    public static IReadOnlyList<string> Emitted =>
        [
            .. Library
                .Value.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
                .SelectMany(tree => tree.GetRoot().DescendantTokens(descendIntoTrivia: true))
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(token => token.ValueText)
                // A discard is not a name.
                .Where(name => name != "_")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Returns the names that a definition can have, which begin with a capital letter.</summary>
    public static IReadOnlyList<string> AsDefinitions(IEnumerable<string> names) =>
        [
            .. names
                .Select(name => Regex.Replace(name, "[^A-Za-z0-9]", ""))
                .Where(name => name.Length > 0 && char.IsAsciiLetter(name[0]))
                .Select(name => char.ToUpperInvariant(name[0]) + name[1..])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static INamespaceSymbol? Find(string name) =>
        name.Split('.')
            .Aggregate(
                (INamespaceSymbol?)Library.Value.GlobalNamespace,
                (space, part) => space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part)
            );

    [GeneratedRegex("[A-Za-z0-9]+$")]
    private static partial Regex Word();

    private sealed record Record(int Number);

    private readonly record struct RecordStruct(int Number);
}

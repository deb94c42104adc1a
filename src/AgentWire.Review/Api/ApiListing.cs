using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Review.Api;

/// <summary>The public surface of an assembly as C# declarations, a line each; what belongs to a declaration is indented below it.</summary>
internal static class ApiListing
{
    private const string Indentation = "    ";

    /// <param name="assembly">The file of the assembly.</param>
    /// <param name="references">Folders of the assemblies that it may refer to.</param>
    public static string Of(string assembly, IEnumerable<string> references)
    {
        PortableExecutableReference target = MetadataReference.CreateFromFile(assembly);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Listing",
            references: [target, .. References(assembly, references)],
            // Whether a structure is a record shows in a private member only.
            options: new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                metadataImportOptions: MetadataImportOptions.All
            )
        );
        StringBuilder listing = new();
        foreach (
            IGrouping<string, INamedTypeSymbol> types in Types(
                    ((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(target)!).GlobalNamespace
                )
                .Where(ApiDeclaration.IsVisible)
                .GroupBy(type => type.ContainingNamespace.ToDisplayString())
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            listing.Append($"namespace {types.Key}\n");
            Write(listing, types, Indentation);
        }

        return listing.ToString();
    }

    private static void Write(StringBuilder listing, IEnumerable<INamedTypeSymbol> types, string indentation)
    {
        foreach (
            INamedTypeSymbol type in types.OrderBy(type => type.Name, StringComparer.Ordinal).ThenBy(type => type.Arity)
        )
        {
            listing.Append($"{indentation}{ApiDeclaration.Of(type)}\n");
            if (type.TypeKind == TypeKind.Delegate)
            {
                continue;
            }

            string inner = indentation + Indentation;
            IEnumerable<ISymbol> members = type.GetMembers().Where(ApiDeclaration.IsVisible);
            foreach (
                string member in type.TypeKind == TypeKind.Enum
                    ? members.Select(ApiDeclaration.Of)
                    : members
                        .Where(member => member is not INamedTypeSymbol)
                        .OrderBy(Rank)
                        .ThenBy(member => member.Name, StringComparer.Ordinal)
                        .ThenBy(ApiDeclaration.Of, StringComparer.Ordinal)
                        .Select(ApiDeclaration.Of)
            )
            {
                listing.Append($"{inner}{member}\n");
            }

            Write(listing, members.OfType<INamedTypeSymbol>(), inner);
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    private static int Rank(ISymbol member) =>
        member switch
        {
            IFieldSymbol => 0,
            IMethodSymbol { MethodKind: MethodKind.Constructor } => 1,
            IPropertySymbol => 2,
            IEventSymbol => 3,
            IMethodSymbol { MethodKind: MethodKind.Ordinary } => 4,
            _ => 5,
        };

    /// <summary>The first of each name, so that what the assembly was built beside goes before the frameworks.</summary>
    private static IEnumerable<MetadataReference> References(string assembly, IEnumerable<string> folders) =>
        folders
            .Prepend(Path.GetDirectoryName(assembly)!)
            .SelectMany(folder => Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            .Where(file => Path.GetFileName(file) != Path.GetFileName(assembly) && IsManaged(file))
            .DistinctBy(Path.GetFileName)
            .Select(file => MetadataReference.CreateFromFile(file));

    private static bool IsManaged(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using System.Reflection.PortableExecutable.PEReader reader = new(stream);
        return reader.HasMetadata;
    }
}

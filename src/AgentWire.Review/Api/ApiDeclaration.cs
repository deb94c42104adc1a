using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.SymbolDisplayGenericsOptions;
using static Microsoft.CodeAnalysis.SymbolDisplayMemberOptions;
using static Microsoft.CodeAnalysis.SymbolDisplayMiscellaneousOptions;
using static Microsoft.CodeAnalysis.SymbolDisplayParameterOptions;

namespace AgentWire.Review.Api;

/// <summary>One public type or member as the C# that a user would read, with the attributes that matter to him.</summary>
internal static class ApiDeclaration
{
    /// <summary>What the compiler says to itself, or to a debugger.</summary>
    private static readonly HashSet<string> Untold = new(StringComparer.Ordinal)
    {
        "AsyncIteratorStateMachineAttribute",
        "AsyncMethodBuilderAttribute",
        "AsyncStateMachineAttribute",
        "CompilerFeatureRequiredAttribute",
        "CompilerGeneratedAttribute",
        "DebuggerBrowsableAttribute",
        "DebuggerDisplayAttribute",
        "DebuggerStepThroughAttribute",
        "DebuggerTypeProxyAttribute",
        "DefaultMemberAttribute",
        "EnumeratorCancellationAttribute",
        "ExtensionAttribute",
        "IsByRefLikeAttribute",
        "IsReadOnlyAttribute",
        "IteratorStateMachineAttribute",
        "NullableAttribute",
        "NullableContextAttribute",
        "ParamCollectionAttribute",
        "RefSafetyRulesAttribute",
        "RequiredMemberAttribute",
        "RequiresLocationAttribute",
        "ScopedRefAttribute",
        "TupleElementNamesAttribute",
    };

    private static readonly SymbolDisplayFormat Name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: IncludeTypeParameters | IncludeVariance,
        miscellaneousOptions: UseSpecialTypes | IncludeNullableReferenceTypeModifier | EscapeKeywordIdentifiers
    );

    private static readonly SymbolDisplayFormat Signature = Name.WithGenericsOptions(
            IncludeTypeParameters | IncludeTypeConstraints | IncludeVariance
        )
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeAccessibility
                | SymbolDisplayMemberOptions.IncludeModifiers
                | SymbolDisplayMemberOptions.IncludeType
                | IncludeParameters
                | IncludeConstantValue
                | IncludeRef
                | IncludeExplicitInterface
        )
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeType
                | SymbolDisplayParameterOptions.IncludeName
                | IncludeDefaultValue
                | IncludeParamsRefOut
                | IncludeExtensionThis
        )
        .WithKindOptions(SymbolDisplayKindOptions.IncludeMemberKeyword)
        .AddMiscellaneousOptions(AllowDefaultLiteral);

    private static readonly SymbolDisplayFormat Unqualified = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: Name.GenericsOptions,
        miscellaneousOptions: Name.MiscellaneousOptions
    );

    private static readonly SymbolDisplayFormat Property = new(
        typeQualificationStyle: Name.TypeQualificationStyle,
        genericsOptions: Name.GenericsOptions,
        memberOptions: Signature.MemberOptions,
        parameterOptions: Signature.ParameterOptions,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: Signature.MiscellaneousOptions
    );

    private static readonly SymbolDisplayFormat Delegate = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: IncludeTypeParameters | IncludeTypeConstraints | IncludeVariance,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: Signature.ParameterOptions,
        miscellaneousOptions: Signature.MiscellaneousOptions
    );

    /// <summary>Whether another assembly sees it, and a person wrote it.</summary>
    public static bool IsVisible(ISymbol symbol) =>
        !symbol.IsImplicitlyDeclared
        && IsDeclared(symbol)
        && IsAccessible(symbol)
        && !Has(symbol, "CompilerGeneratedAttribute");

    public static string Of(ISymbol symbol) =>
        string.Concat(Attributes(symbol))
        + (
            symbol is INamedTypeSymbol type ? OfType(type)
            : symbol.ContainingType.TypeKind == TypeKind.Enum ? OfValue((IFieldSymbol)symbol)
            : symbol.ToDisplayString(symbol is IPropertySymbol ? Property : Signature)
        );

    /// <summary>Its own, then those of its result and of its parameters.</summary>
    private static IEnumerable<string> Attributes(ISymbol symbol)
    {
        (ImmutableArray<AttributeData> result, ImmutableArray<IParameterSymbol> parameters) = symbol switch
        {
            IMethodSymbol method => (method.GetReturnTypeAttributes(), method.Parameters),
            IPropertySymbol property => ([], property.Parameters),
            _ => ([], []),
        };
        return
        [
            .. Told(symbol.GetAttributes(), ""),
            .. Told(result, "return: "),
            .. parameters.SelectMany(parameter => Told(parameter.GetAttributes(), $"{parameter.Name}: ")),
        ];

        static IEnumerable<string> Told(ImmutableArray<AttributeData> attributes, string of) =>
            attributes.Where(IsTold).Select(attribute => $"[{of}{InWords(attribute)}] ").Order(StringComparer.Ordinal);
    }

    private static bool IsDeclared(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol method => method.MethodKind
                is MethodKind.Ordinary
                    or MethodKind.Constructor
                    or MethodKind.Conversion
                    or MethodKind.UserDefinedOperator,
            IPropertySymbol => true,
            _ => symbol.CanBeReferencedByName,
        };

    private static bool IsAccessible(ISymbol symbol) =>
        symbol.DeclaredAccessibility == Accessibility.Public
        || (
            symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal
            && !symbol.ContainingType.IsSealed
        );

    private static string OfValue(IFieldSymbol value) => $"{value.Name} = {value.ConstantValue}";

    private static string OfType(INamedTypeSymbol type)
    {
        string access = type.DeclaredAccessibility switch
        {
            Accessibility.Public => "public",
            Accessibility.Protected => "protected",
            _ => "protected internal",
        };
        if (type.TypeKind == TypeKind.Delegate)
        {
            return $"{access} delegate {type.ToDisplayString(Delegate)}";
        }

        bool isRecord = type.IsRecord || IsRecordStructure(type);
        string[] bases = [.. Bases(type, isRecord)];
        string constraints = type.ToDisplayString(Signature)[type.ToDisplayString(Name).Length..];
        return string.Join(' ', [access, .. Modifiers(type), Kind(type, isRecord), type.ToDisplayString(Unqualified)])
            + (bases.Length > 0 ? $" : {string.Join(", ", bases)}" : "")
            + constraints;
    }

    private static IEnumerable<string> Modifiers(INamedTypeSymbol type) =>
        type.TypeKind switch
        {
            TypeKind.Class when type.IsStatic => ["static"],
            TypeKind.Class when type.IsAbstract => ["abstract"],
            TypeKind.Class when type.IsSealed => ["sealed"],
            TypeKind.Struct => new[] { type.IsReadOnly ? "readonly" : "", type.IsRefLikeType ? "ref" : "" }.Where(
                word => word.Length > 0
            ),
            _ => [],
        };

    private static string Kind(INamedTypeSymbol type, bool isRecord) =>
        type.TypeKind switch
        {
            TypeKind.Class => isRecord ? "record" : "class",
            TypeKind.Struct => isRecord ? "record struct" : "struct",
            TypeKind.Interface => "interface",
            _ => "enum",
        };

    private static IEnumerable<string> Bases(INamedTypeSymbol type, bool isRecord)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            return type.EnumUnderlyingType is { SpecialType: not SpecialType.System_Int32 } width
                ? [width.ToDisplayString(Name)]
                : [];
        }

        string[] own = type.BaseType
            is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } parent
            ? [parent.ToDisplayString(Name)]
            : [];
        return own.Concat(
            type.Interfaces.Where(each =>
                    !(isRecord && IsEquatable(each)) && each.DeclaredAccessibility == Accessibility.Public
                )
                .Select(each => each.ToDisplayString(Name))
                .Order(StringComparer.Ordinal)
        );
    }

    // Every record is equatable; the compiler says so in the metadata.
    private static bool IsEquatable(INamedTypeSymbol type) => type.Name == "IEquatable";

    private static bool IsRecordStructure(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Struct
        && type.GetMembers("PrintMembers").Any(member => Has(member, "CompilerGeneratedAttribute"));

    private static bool Has(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(each => each.AttributeClass?.Name == attribute);

    private static bool IsTold(AttributeData attribute) =>
        attribute.AttributeClass is { } type
        && !Untold.Contains(type.Name)
        // On constructors of types with required members, for compilers that do not know them.
        && !(
            type.Name == nameof(ObsoleteAttribute)
            && attribute.ConstructorArguments.FirstOrDefault().Value is string text
            && text.StartsWith("Constructors of types with required members", StringComparison.Ordinal)
        );

    private static string InWords(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        string[] arguments =
        [
            .. attribute.ConstructorArguments.Select(argument => argument.ToCSharpString()),
            .. attribute.NamedArguments.Select(argument => $"{argument.Key} = {argument.Value.ToCSharpString()}"),
        ];
        string shortName = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^9] : name;
        return arguments.Length == 0 ? shortName : $"{shortName}({string.Join(", ", arguments)})";
    }
}

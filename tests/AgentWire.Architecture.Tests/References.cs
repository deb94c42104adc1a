using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AgentWire.Architecture.Tests;

/// <summary>Finds which types of an assembly refer to which others, and the source folder in which each is declared.</summary>
internal static partial class References
{
    /// <summary>Returns the types in the source code, each with the types of the same assembly that it refers to.</summary>
    public static IReadOnlyDictionary<TypeDefinition, IReadOnlySet<TypeDefinition>> Of(ModuleDefinition module)
    {
        Dictionary<TypeDefinition, IReadOnlySet<TypeDefinition>> all = [];
        foreach (TypeDefinition type in module.Types.Where(type => type.Name != "<Module>" && !IsMadeUp(type)))
        {
            HashSet<TypeDefinition> named = [];
            Collect(type, reference => Add(named, reference, module));
            named.Remove(type);
            all.Add(type, named);
        }

        return all;
    }

    /// <summary>Returns the folder within the project for each type that a project declares, or an empty string for the project's own folder.</summary>
    /// <exception cref="InvalidOperationException">Parts of one type are in different folders.</exception>
    public static IReadOnlyDictionary<string, string> Folders(string project)
    {
        Dictionary<string, string> folders = [];
        foreach (string file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
        {
            string folder = Path.GetDirectoryName(Path.GetRelativePath(project, file))!.Split('/', '\\')[0];
            if (folder is "bin" or "obj")
            {
                continue;
            }

            foreach (Match declared in Declaration().Matches(File.ReadAllText(file)))
            {
                string name = declared.Groups["name"].Value;
                name += declared.Groups["types"].Success
                    ? $"`{declared.Groups["types"].Value.Count(c => c == ',') + 1}"
                    : "";
                if (folders.TryGetValue(name, out string? other) && other != folder)
                {
                    throw new InvalidOperationException($"{name} is declared in {folder} and in {other}.");
                }

                folders[name] = folder;
            }
        }

        return folders;
    }

    [GeneratedRegex(
        @"^(?:public|internal) (?:[a-z]+ )*(?:class|struct|interface|enum|record) (?<name>\w+)(?:<(?<types>[^>]*)>)?",
        RegexOptions.Multiline
    )]
    private static partial Regex Declaration();

    private static bool IsMadeUp(TypeDefinition type) =>
        type.Name.StartsWith('<')
        || type.Namespace.StartsWith("System", StringComparison.Ordinal)
        || type.Namespace.StartsWith("Microsoft", StringComparison.Ordinal);

    private static void Collect(TypeDefinition type, Action<TypeReference?> add)
    {
        add(type.BaseType);
        Each(type.Interfaces, each => add(each.InterfaceType));
        Parameters(type, add);
        Attributes(type, add);
        foreach (FieldDefinition field in type.Fields)
        {
            add(field.FieldType);
            Attributes(field, add);
        }

        foreach (PropertyDefinition property in type.Properties)
        {
            Attributes(property, add);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Collect(method, add);
        }

        Each(type.NestedTypes, nested => Collect(nested, add));
    }

    private static void Collect(MethodDefinition method, Action<TypeReference?> add)
    {
        add(method.ReturnType);
        Each(method.Parameters, parameter => add(parameter.ParameterType));
        Parameters(method, add);
        Attributes(method, add);
        if (!method.HasBody)
        {
            return;
        }

        Each(method.Body.Variables, variable => add(variable.VariableType));
        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference named:
                    add(named);
                    break;
                case MethodReference called:
                    add(called.DeclaringType);
                    add(called.ReturnType);
                    Each(called.Parameters, parameter => add(parameter.ParameterType));
                    Each((called as GenericInstanceMethod)?.GenericArguments ?? [], add);
                    break;
                case FieldReference read:
                    add(read.DeclaringType);
                    add(read.FieldType);
                    break;
            }
        }
    }

    private static void Parameters(IGenericParameterProvider provider, Action<TypeReference?> add) =>
        Each(
            provider.GenericParameters.SelectMany(parameter => parameter.Constraints),
            each => add(each.ConstraintType)
        );

    // The converter attribute of a value is the only reference that can point to a higher floor.
    private static void Attributes(ICustomAttributeProvider provider, Action<TypeReference?> add)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            add(attribute.AttributeType);
            if (attribute.AttributeType.Name != "JsonConverterAttribute")
            {
                Each(attribute.ConstructorArguments, argument => add(argument.Value as TypeReference));
            }
        }
    }

    private static void Each<T>(IEnumerable<T> items, Action<T> action)
    {
        foreach (T item in items)
        {
            action(item);
        }
    }

    private static void Add(HashSet<TypeDefinition> named, TypeReference? reference, ModuleDefinition module)
    {
        switch (reference)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                Each(generic.GenericArguments, argument => Add(named, argument, module));
                Add(named, generic.ElementType, module);
                return;
            case TypeSpecification specification:
                Add(named, specification.ElementType, module);
                return;
        }

        TypeReference outer = reference;
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        if (module.GetType(outer.FullName) is { } definition && !IsMadeUp(definition))
        {
            named.Add(definition);
        }
    }
}

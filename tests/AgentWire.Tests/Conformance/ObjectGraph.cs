using System.Collections;
using System.Reflection;

namespace AgentWire.Tests.Conformance;

/// <summary>The objects that a value consists of.</summary>
internal static class ObjectGraph
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The value and every object that it leads to, each once.</summary>
    public static IReadOnlyCollection<object> Of(object value)
    {
        HashSet<object> objects = new(ReferenceEqualityComparer.Instance);
        Visit(value, objects);
        return objects;
    }

    public static IEnumerable<Type> TypesIn(object value) => Of(value).Select(part => part.GetType()).Distinct();

    /// <summary>All instance fields, those of base types first.</summary>
    public static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        (type.BaseType is null ? [] : FieldsOf(type.BaseType)).Concat(
            type.GetFields(Fields | BindingFlags.DeclaredOnly)
        );

    private static void Visit(object? value, HashSet<object> objects)
    {
        if (value is null || value.GetType() is { IsPrimitive: true } or { IsEnum: true } or { IsPointer: true })
        {
            return;
        }

        Type type = value.GetType();
        if (!type.IsValueType && !objects.Add(value))
        {
            return;
        }

        if (value is Array array)
        {
            if (!type.GetElementType()!.IsPrimitive)
            {
                foreach (object? element in (IEnumerable)array)
                {
                    Visit(element, objects);
                }
            }
        }
        else if (value is not string)
        {
            foreach (FieldInfo field in FieldsOf(type))
            {
                Visit(field.GetValue(value), objects);
            }
        }
    }
}

using System.Numerics;
using System.Reflection;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Shared.Contracts;

/// <summary>What the schemas allow less of than the C# types do, such as the bounds of an integer.</summary>
/// <param name="Type">The type in the contract.</param>
/// <param name="Kind">The kind of a scalar, such as <c>uuid</c>, or null.</param>
internal sealed record Restriction(TypeRef Type, string? Kind)
{
    private static readonly HashSet<(BigInteger, BigInteger)> BoundsOfTypes =
    [
        (byte.MinValue, byte.MaxValue),
        (ushort.MinValue, ushort.MaxValue),
        (int.MinValue, int.MaxValue),
        (uint.MinValue, uint.MaxValue),
        (long.MinValue, long.MaxValue),
        (ulong.MinValue, ulong.MaxValue),
    ];

    private static readonly Dictionary<string, Restriction> ByName = Read();

    /// <summary>Returns the restriction of a member, or null if it can have any value of its C# type.</summary>
    public static Restriction? Of(PropertyInfo member) =>
        ByName.GetValueOrDefault($"{member.DeclaringType!.FullName}.{member.Name}");

    /// <summary>Returns the restriction of a type with its own codec, which can be a string in C#.</summary>
    public static Restriction? Of(WireCodec codec) => ByName.GetValueOrDefault($"{codec.Dialect} {codec.TypeName}");

    private static Dictionary<string, Restriction> Read()
    {
        Dictionary<string, Restriction> all = [];
        foreach (Dialect dialect in Specification.Read(Path.Combine(RepositoryRoot.Path, "spec")))
        {
            foreach (NamedType type in dialect.Types)
            {
                foreach ((string name, TypeRef value) in Values(dialect, type))
                {
                    Restriction restriction =
                        value is NamedRef { Name: var named }
                        && dialect.Types.Single(known => known.Name == named) is ScalarType scalar
                            ? new(scalar.Text, scalar.Kind)
                            : new(value, Kind: null);
                    if (restriction.IsNarrower)
                    {
                        all.Add(name, restriction);
                    }
                }
            }
        }

        return all;
    }

    private bool IsNarrower =>
        Type switch
        {
            StringRef text => text.HasLength || Kind is not (null or "timestamp-z"),
            IntegerRef integer => !BoundsOfTypes.Contains((integer.Minimum, integer.Maximum)),
            OpaqueRef opaque => !opaque.HasNull,
            ListRef list => list.MinItems > 0,
            _ => false,
        };

    private static IEnumerable<(string Name, TypeRef Value)> Values(Dialect dialect, NamedType type)
    {
        string name = $"{dialect.Namespace}.{type.Name}";
        return type switch
        {
            ScalarType => [($"{dialect.Name} {type.Name}", new NamedRef(type.Name))],
            ObjectType { Layout: var layout } => MembersOf(name, layout),
            UnionType union => union.Variants.SelectMany(variant =>
                variant.Payload switch
                {
                    Payload.Members { Layout: var layout } => MembersOf($"{name}+{variant.Name}", layout),
                    Payload.Value { Type: var value } => [($"{name}+{variant.Name}.Value", value)],
                    _ => [],
                }
            ),
            _ => [],
        };
    }

    private static IEnumerable<(string Name, TypeRef Value)> MembersOf(string type, Layout layout) =>
        // A member of C# cannot have the name of its type.
        layout.Members.Select(member =>
            (
                $"{type}.{(type.EndsWith($"+{member.Name}", StringComparison.Ordinal) ? "Value" : member.Name)}",
                member.Type
            )
        );
}

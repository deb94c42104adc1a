using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Generates the C# of the plans: all files of all dialects.</summary>
internal static class CSharpEmitter
{
    public static IReadOnlyList<OutputFile> Emit(IReadOnlyList<DialectPlan> plans) => [.. plans.SelectMany(Emit)];

    private static IEnumerable<OutputFile> Emit(DialectPlan plan)
    {
        TypeFiles types = new(plan);
        FormatFiles formats = new(plan);
        WireFiles wire = new(plan);
        return
        [
            // The type of a scalar or a list is in the library, which also contains its format.
            .. plan
                .Dialect.Types.Where(type => type.HasOwnType)
                .SelectMany(type => types.Write(type).Concat(formats.Write(type))),
            .. BoundedFormats.In(plan.Dialect).Select(found => formats.Write(found.Type, found.Origin)),
            wire.WriteCodecs(),
            wire.WriteConverter(),
        ];
    }
}

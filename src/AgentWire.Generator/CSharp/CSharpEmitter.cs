using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>From the plans to C#: every file of every dialect.</summary>
internal static class CSharpEmitter
{
    /// <exception cref="SpecException">A name clashes, or a shape is not supported in C#.</exception>
    public static IReadOnlyList<OutputFile> Emit(IReadOnlyList<Dialect> dialects)
    {
        IReadOnlyList<DialectPlan> plans = DialectPlan.Make(dialects);
        return [.. plans.SelectMany(Emit), DialectsFile.Write(plans)];
    }

    private static IEnumerable<OutputFile> Emit(DialectPlan plan)
    {
        TypeFiles types = new(plan);
        FormatFiles formats = new(plan);
        WireFiles wire = new(plan);
        return
        [
            // A scalar is a type of the library, and so is its codec.
            .. plan
                .Dialect.Types.Where(type => type is not ScalarType)
                .SelectMany(type => types.Write(type).Concat(formats.Write(type))),
            wire.WriteCodecs(),
            wire.WriteConverter(),
        ];
    }
}

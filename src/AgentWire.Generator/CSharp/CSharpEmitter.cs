using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>From the model to C#: every file of every dialect.</summary>
internal static class CSharpEmitter
{
    /// <exception cref="SpecException">A name clashes, or a shape is not supported in C#.</exception>
    public static IReadOnlyList<OutputFile> Emit(IReadOnlyList<Dialect> dialects)
    {
        FindingList findings = new();
        foreach (Dialect dialect in dialects)
        {
            NameChecks.Check(dialect, dialects, findings);
            UnsupportedShapes.Check(dialect, findings);
        }

        findings.ThrowIfAny();
        return [.. dialects.SelectMany(Emit), DialectsFile.Write(dialects)];
    }

    private static IEnumerable<OutputFile> Emit(Dialect dialect)
    {
        TypeFiles types = new(dialect);
        FormatFiles formats = new(dialect);
        WireFiles wire = new(dialect);
        return
        [
            // A scalar is a type of the library, and so is its codec.
            .. dialect
                .Types.Where(type => type is not ScalarType)
                .SelectMany(type => types.Write(type).Concat(formats.Write(type))),
            wire.WriteCodecs(),
            wire.WriteConverter(),
        ];
    }
}

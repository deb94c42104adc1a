using System.Reflection;

namespace AgentWire.Shared.Contracts;

/// <summary>The assemblies under test: the engine, and the contracts.</summary>
public static class TestedAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } = [typeof(WireCodec).Assembly, typeof(WireDialects).Assembly];

    public static IEnumerable<Type> PublicTypes => All.SelectMany(assembly => assembly.GetExportedTypes());

    public static bool Has(Type type) => All.Contains(type.Assembly);
}

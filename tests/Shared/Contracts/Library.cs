using System.Reflection;

namespace AgentWire.Tests.Properties;

/// <summary>The assemblies under test: the engine, and the contracts.</summary>
internal static class Library
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [typeof(WireCodec).Assembly, typeof(WireDialects).Assembly];

    public static IEnumerable<Type> PublicTypes => Assemblies.SelectMany(assembly => assembly.GetExportedTypes());

    public static bool Has(Type type) => Assemblies.Contains(type.Assembly);
}

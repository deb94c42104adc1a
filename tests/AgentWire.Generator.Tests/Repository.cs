namespace AgentWire.Generator.Tests;

/// <summary>Where the tests' inputs lie.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path;

    /// <summary>The specification of the real dialects.</summary>
    public static string Spec { get; } = Path.Combine(Root, "spec");

    public static string Data { get; } = Path.Combine(Root, "tests", "AgentWire.Generator.Tests", "data");

    /// <summary>One small dialect for each of the hardest shapes.</summary>
    public static string Shapes { get; } = Path.Combine(Data, "spec");
}

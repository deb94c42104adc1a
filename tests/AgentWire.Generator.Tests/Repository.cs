namespace AgentWire.Generator.Tests;

/// <summary>The locations of the test data.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path;

    /// <summary>The specification of the real dialects.</summary>
    public static string Spec { get; } = Path.Combine(Root, "spec");

    public static string Data { get; } = Path.Combine(Root, "tests", "AgentWire.Generator.Tests", "data");

    /// <summary>Gets the small dialects, one for each of the most difficult shapes.</summary>
    public static string Shapes { get; } = Path.Combine(Data, "spec");
}

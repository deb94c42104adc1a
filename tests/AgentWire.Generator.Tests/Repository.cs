namespace AgentWire.Generator.Tests;

/// <summary>Where the tests' inputs lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The specification of the real dialects.</summary>
    public static string Spec { get; } = Path.Combine(Root, "spec");

    public static string Data { get; } = Path.Combine(Root, "tests", "AgentWire.Generator.Tests", "data");

    /// <summary>One small dialect for each of the hardest shapes.</summary>
    public static string Shapes { get; } = Path.Combine(Data, "spec");

    public static string GeneratedOf(string dialectNamespace) =>
        Path.Combine(Root, "src", "AgentWire", dialectNamespace);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Protocol.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("Protocol.sln is not above the tests.");
    }
}

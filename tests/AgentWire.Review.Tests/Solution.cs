namespace AgentWire.Review.Tests;

/// <summary>The repository that the tests belong to.</summary>
internal static class Solution
{
    public static string Root => RepositoryRoot.Path;

    /// <summary>The tests are run from <c>bin/CONFIGURATION/TARGET</c>.</summary>
    public static string Configuration { get; } =
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
}

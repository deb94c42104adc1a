namespace AgentWire.Review.Tests;

/// <summary>The repository that the tests belong to.</summary>
internal static class Solution
{
    public static string Root { get; } = FindRoot();

    /// <summary>The tests are run from <c>bin/CONFIGURATION/TARGET</c>.</summary>
    public static string Configuration { get; } =
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

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

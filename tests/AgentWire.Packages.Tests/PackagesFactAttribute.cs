namespace AgentWire.Packages.Tests;

/// <summary>A test of the packages, which only <c>./build.sh Packages</c> runs, a part of Ci: it makes them before.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagesFactAttribute : FactAttribute
{
    public PackagesFactAttribute() => Skip = WhyNot;

    /// <summary>Null where the packages are there.</summary>
    public static string? WhyNot =>
        Environment.GetEnvironmentVariable("AGENTWIRE_PACKAGES") == "1"
            ? null
            : "Runs in ./build.sh Packages, or after it with AGENTWIRE_PACKAGES=1.";
}

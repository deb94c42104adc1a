namespace AgentWire.Packages.Tests;

/// <summary>A test of the packages. Only <c>./build.sh Packages</c>, which is part of Ci, runs it, because it creates them before.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagesFactAttribute : FactAttribute
{
    public PackagesFactAttribute() => Skip = WhyNot;

    /// <summary>Gets why the packages do not exist, or null if they do.</summary>
    public static string? WhyNot =>
        Environment.GetEnvironmentVariable("AGENTWIRE_PACKAGES") == "1"
            ? null
            : "Runs in ./build.sh Packages, or after it with AGENTWIRE_PACKAGES=1.";
}

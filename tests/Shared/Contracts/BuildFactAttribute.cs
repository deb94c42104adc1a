namespace AgentWire.Shared.Contracts;

/// <summary>A test of what only some builds of the libraries do.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BuildFactAttribute : FactAttribute
{
    /// <param name="isOptimized">Whether it counts allocations: without optimization there are more.</param>
    public BuildFactAttribute(LibraryBuilds builds, bool isOptimized = false) =>
        Skip = LibraryBuild.WhyNot(builds, isOptimized);
}

/// <summary>A <see cref="BuildFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BuildTheoryAttribute : TheoryAttribute
{
    /// <param name="isOptimized">Whether it counts allocations: without optimization there are more.</param>
    public BuildTheoryAttribute(LibraryBuilds builds, bool isOptimized = false) =>
        Skip = LibraryBuild.WhyNot(builds, isOptimized);
}

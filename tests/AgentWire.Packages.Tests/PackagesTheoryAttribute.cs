namespace AgentWire.Packages.Tests;

/// <summary>A <see cref="PackagesFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagesTheoryAttribute : TheoryAttribute
{
    public PackagesTheoryAttribute() => Skip = PackagesFactAttribute.WhyNot;
}

namespace AgentWire.Tool.Tests;

/// <summary>A test of Unix signals, descriptors or links.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = WhyNot;

    public static string? WhyNot => OperatingSystem.IsWindows() ? "Needs Unix." : null;
}

/// <summary>A <see cref="UnixFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = UnixFactAttribute.WhyNot;
}

/// <summary>A test of facts that only Linux shows: the files and the environment of another process.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = WhyNot;

    public static string? WhyNot => OperatingSystem.IsLinux() ? null : "Needs Linux.";
}

/// <summary>A <see cref="LinuxFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = LinuxFactAttribute.WhyNot;
}

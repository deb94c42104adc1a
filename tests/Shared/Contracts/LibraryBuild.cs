using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;

namespace AgentWire.Shared.Contracts;

/// <summary>The builds of the libraries. The same tests run over each, so that what holds for some of them is told at run time.</summary>
[Flags]
public enum LibraryBuilds
{
    None = 0,
    Net10 = 1,
    Net8 = 2,
    NetStandard = 4,
}

/// <summary>The build of the libraries that the tests run over.</summary>
public static class LibraryBuild
{
    private static readonly Assembly Library = typeof(WireCodec).Assembly;

    public static LibraryBuilds Current { get; } =
        Library.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName switch
        {
            ".NETCoreApp,Version=v10.0" => LibraryBuilds.Net10,
            ".NETCoreApp,Version=v8.0" => LibraryBuilds.Net8,
            ".NETStandard,Version=v2.0" => LibraryBuilds.NetStandard,
            string other => throw new InvalidOperationException($"No test knows a build for {other}."),
        };

    public static bool IsOptimized { get; } =
        Library.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    public static string? WhyNot(LibraryBuilds builds, bool isOptimized) =>
        !builds.HasFlag(Current) ? $"Holds for {builds}, and not for {Current}."
        : isOptimized && !IsOptimized ? "Runs in the Release configuration."
        : null;
}

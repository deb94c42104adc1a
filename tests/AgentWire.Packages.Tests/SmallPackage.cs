using System.Text.RegularExpressions;

namespace AgentWire.Packages.Tests;

/// <summary>A small package that is built like those of the repository, with the same properties and targets.</summary>
internal sealed partial class SmallPackage : IDisposable
{
    public const string Name = "AgentWire.Small";

    private static readonly string[] Shared =
    [
        "Directory.Build.props",
        Path.Combine("src", "Directory.Build.targets"),
        Path.Combine("assets", "icon.png"),
    ];

    public SmallPackage()
    {
        Folder = new FreshFolder("made");
        foreach (string file in Shared)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Folder[file])!);
            File.Copy(Path.Combine(PackageFolder.Root, file), Folder[file]);
        }

        Directory.CreateDirectory(Folder["made"]);
        Folder.Write($"src/{Name}/README.md", "# Small\n");
        Folder.Write(
            $"src/{Name}/{Name}.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
                <IsPackable>true</IsPackable>
                <Description>A small package.</Description>
              </PropertyGroup>
            </Project>
            """
        );
    }

    public FreshFolder Folder { get; }

    /// <summary>The members of the only type.</summary>
    public string Members
    {
        set =>
            Folder.Write($"src/{Name}/Small.cs", $$"""namespace {{Name}}; public static class Small { {{value}} }""");
    }

    /// <summary>Changes Directory.Build.props as a maintainer does.</summary>
    public void SetVersion(string version, string released) =>
        Folder.Write(
            "Directory.Build.props",
            Released()
                .Replace(
                    VersionElement().Replace(File.ReadAllText(Folder["Directory.Build.props"]), $"<Version>{version}<"),
                    $"<PackageValidationBaselineVersion>{released}<"
                )
        );

    public (int ExitCode, string Output) Pack(bool forPublishing = true) =>
        Folder.TryRun(
            "dotnet",
            [
                "pack",
                $"src/{Name}",
                "--output",
                "made",
                $"-property:ContinuousIntegrationBuild={forPublishing}",
                "-property:NuGetAudit=false",
            ]
        );

    public Dictionary<string, byte[]> Open(string version, string extension) =>
        PackageFolder.Open(Folder[Path.Combine("made", $"{Name}.{version}.{extension}")]);

    public void Dispose() => Folder.Dispose();

    [GeneratedRegex("<Version>[^<]*<")]
    private static partial Regex VersionElement();

    [GeneratedRegex("<PackageValidationBaselineVersion>[^<]*<")]
    private static partial Regex Released();
}

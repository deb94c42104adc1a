using System.Diagnostics;
using AgentWire.Review.Api;

namespace AgentWire.Review.Tests;

/// <summary>A small repository with a specification, a changelog and a version.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    private const string Base = """
        # Changelog

        ## 0.1.0

        ### Wire
        - lantern 1.0: all of it.

        """;

    public TemporaryRepository()
    {
        Folder = Directory.CreateTempSubdirectory("agentwire-release-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "spec", "lantern"));
        foreach (string file in Directory.GetFiles(Path.Combine(Source, "lantern")))
        {
            File.Copy(file, Path.Combine(Folder, "spec", "lantern", Path.GetFileName(file)));
        }

        Directory.CreateDirectory(Path.Combine(Folder, "src"));
        SetVersion("0.1.0");
        SetChangelog("");
    }

    public string Folder { get; }

    private static string Source { get; } =
        Path.Combine(Solution.Root, "tests", "AgentWire.Generator.Tests", "data", "sixth");

    /// <summary>Commits everything, and tags it as a release.</summary>
    public void Release(string tag)
    {
        if (!Directory.Exists(Path.Combine(Folder, ".git")))
        {
            Git("init", "--quiet");
        }

        Git("add", "--all");
        Git("commit", "--quiet", "--message", tag);
        Git("tag", tag);
    }

    public void Git(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("git", ["-c", "user.name=Test", "-c", "user.email=test@example.invalid", .. arguments])
            {
                WorkingDirectory = Folder,
                // The settings of the user who runs the test must not affect it.
                Environment = { ["GIT_CONFIG_GLOBAL"] = Path.Combine(Folder, "none"), ["GIT_CONFIG_NOSYSTEM"] = "1" },
            }
        )!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    public void SetVersion(string version, string baseline = "") =>
        File.WriteAllText(
            Path.Combine(Folder, "Directory.Build.props"),
            $"""
            <Project>
              <PropertyGroup>
                <Version>{version}</Version>
                <PackageValidationBaselineVersion>{baseline}</PackageValidationBaselineVersion>
              </PropertyGroup>
            </Project>
            """
        );

    /// <summary>Inserts a section above the last version of the changelog.</summary>
    public void SetChangelog(string newest) =>
        File.WriteAllText(
            Path.Combine(Folder, "CHANGELOG.md"),
            Base.Replace("## 0.1.0", newest + "## 0.1.0", StringComparison.Ordinal)
        );

    /// <summary>Adds a published project, builds it and approves its API. The default target is net10.0.</summary>
    public void AddPackage(string name, string source, params string[] targets)
    {
        string[] built = targets.Length == 0 ? ["net10.0"] : targets;
        string project = Directory.CreateDirectory(Path.Combine(Folder, "src", name)).FullName;
        File.WriteAllText(
            Path.Combine(project, $"{name}.csproj"),
            $"<Project><PropertyGroup><TargetFrameworks>{string.Join(';', built)}</TargetFrameworks><IsPackable>true</IsPackable></PropertyGroup></Project>"
        );
        Package package = new(Folder, name, built);
        foreach (string target in built)
        {
            Build(name, source, target);
            package.Approve(target, package.List("Release", target));
        }
    }

    /// <summary>Rebuilds a package, and keeps the approved listing.</summary>
    public void Build(string name, string source, string target = "net10.0") =>
        SampleAssembly.Compile(source, Path.Combine(Folder, "src", name, "bin", "Release", target, $"{name}.dll"));

    public void Edit(string file, string old, string now)
    {
        string path = Path.Combine(Folder, "spec", "lantern", file);
        string text = File.ReadAllText(path);
        text.ShouldContain(old);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>Runs the command on the repository.</summary>
    public (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter errors = new() { NewLine = "\n" };
        int exitCode = ReviewCommand.Run([.. arguments, "--root", Folder], output, errors);
        return (exitCode, output.ToString(), errors.ToString());
    }

    public void Dispose()
    {
        // Git makes its objects read-only.
        foreach (string file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Folder, recursive: true);
    }
}

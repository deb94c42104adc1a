using System.Diagnostics;

namespace AgentWire.Packages.Tests;

/// <summary>A folder outside the repository, with its own package folder, which is empty at first as on a user's machine.</summary>
public sealed class FreshFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="source">The folder of the packages, in addition to the sources of the user.</param>
    public FreshFolder(string source)
    {
        Path = Directory.CreateTempSubdirectory("agentwire-packages-").FullName;
        Write(
            "NuGet.config",
            $"""<configuration><packageSources><add key="made" value="{source}" /></packageSources></configuration>"""
        );
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], content);
    }

    /// <summary>Returns the output of a program that must succeed.</summary>
    public string Run(string program, params string[] arguments)
    {
        (int exitCode, string output) = TryRun(program, arguments);
        exitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    /// <summary>Returns the exit code and the output of a program, and its errors if it fails.</summary>
    public (int ExitCode, string Output) TryRun(string program, params string[] arguments) =>
        TryRun(Command(Path, program, arguments));

    /// <inheritdoc cref="TryRun(string, string[])"/>
    public static (int ExitCode, string Output) TryRun(ProcessStartInfo command)
    {
        using Process process = Process.Start(command)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{command.FileName} {string.Join(' ', command.ArgumentList)} has not ended in {Patience}."
            );
        }

        string text = output.Result + (process.ExitCode == 0 ? "" : errors.Result);
        return (process.ExitCode, text.ReplaceLineEndings("\n"));
    }

    /// <summary>Returns how a program is started, with the settings of the folder.</summary>
    public ProcessStartInfo Command(string directory, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["NUGET_PACKAGES"] = this["package-folder"],
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
                ["DOTNET_NOLOGO"] = "1",
                // Whoever runs the tests may sign commits, or have addresses rewritten.
                ["GIT_CONFIG_GLOBAL"] = this["no-git-config"],
                ["GIT_CONFIG_NOSYSTEM"] = "1",
                // A server that survives the test would keep its files open.
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
            },
        };

        // The settings of the test runner's own build must not affect another build.
        foreach (
            string name in start
                .Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal))
                .ToArray()
        )
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    /// <summary>Checks that a package is ours, and not another with the same name and version from a source of the user.</summary>
    public void ShouldHaveInstalledOurs(string name)
    {
        string lowered = name.ToLowerInvariant();
        string file = $"{lowered}.{PackageFolder.Version}.nupkg";
        File.ReadAllBytes(this[System.IO.Path.Combine("package-folder", lowered, PackageFolder.Version, file)])
            .AsSpan()
            .SequenceEqual(File.ReadAllBytes(PackageFolder.FileOf(name)))
            .ShouldBeTrue();
    }

    public void Dispose()
    {
        // Git makes its objects read-only.
        foreach (string file in Directory.GetFiles(Path, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Path, recursive: true);
    }
}

using System.Diagnostics;

namespace AgentWire.Comparison;

/// <summary>Builds the driver with the present source tree and with that of a commit.</summary>
internal sealed class Trees(string root)
{
    private readonly string _work = Path.Combine(root, "artifacts", "comparison");

    /// <summary>Builds the present library and that of a commit.</summary>
    /// <returns>The folders of the two builds.</returns>
    /// <exception cref="ComparisonException">The commit does not exist, or does not build with the driver.</exception>
    public (string Old, string Present) Build(string revision)
    {
        string commit = Run("git", "rev-parse", "--verify", "--end-of-options", revision + "^{commit}");
        string tree = Path.Combine(_work, "tree");
        RemoveTree(tree);
        try
        {
            Run("git", "worktree", "add", "--force", "--detach", tree, commit);
            return (Build(tree, "old"), Build(root, "present"));
        }
        finally
        {
            RemoveTree(tree);
        }
    }

    private string Build(string tree, string name)
    {
        string output = Path.Combine(_work, name);
        string driver = Path.Combine(root, "perf", "AgentWire.Comparison.Driver");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        Run(
            "dotnet",
            "build",
            driver,
            "--configuration",
            "Release",
            "--nologo",
            "--artifacts-path",
            output,
            "-property:AgentWireTree=" + tree
        );
        return Path.Combine(output, "bin", "AgentWire.Comparison.Driver", "release");
    }

    private void RemoveTree(string tree)
    {
        if (Directory.Exists(tree))
        {
            Directory.Delete(tree, recursive: true);
        }

        Run("git", "worktree", "prune");
    }

    private string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new ComparisonException(
                $"{program} {string.Join(' ', arguments)} failed with exit code {process.ExitCode}.\n{output}"
            );
    }
}

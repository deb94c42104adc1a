using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.Text;

namespace AgentWire.Review;

/// <summary>The history of a repository, read with the git program.</summary>
internal sealed class Git
{
    private readonly string _root;

    private Git(string root) => _root = root;

    /// <summary>Opens the history. Returns null if there is no history or git is not installed, which is common for a source archive.</summary>
    public static Git? In(string root, out string whyNot)
    {
        // It is a file in a work tree, and a folder otherwise. An archive can be inside another repository.
        string history = Path.Combine(root, ".git");
        if (!Directory.Exists(history) && !File.Exists(history))
        {
            whyNot = "this is not a git repository";
            return null;
        }

        var git = new Git(root);
        try
        {
            _ = git.Run("--version");
            whyNot = "";
            return git;
        }
        catch (Win32Exception)
        {
            whyNot = "git is not installed";
            return null;
        }
    }

    /// <summary>Returns the tags that the checkout descends from.</summary>
    public IReadOnlyList<string> Tags() =>
        Run("tag", "--list", "--merged", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Returns a file at a revision, or null if it did not exist.</summary>
    public string? Read(string revision, string file) =>
        Run("ls-tree", "--name-only", revision, "--", file).Length > 0 ? Run("show", $"{revision}:{file}") : null;

    /// <summary>Writes a folder at a revision to <paramref name="target"/>, which is created.</summary>
    public void Extract(string revision, string folder, string target)
    {
        Directory.CreateDirectory(target);
        using Process process = Start("archive", "--format=tar", revision, "--", folder);
        using var archive = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(archive);
        Finish(process);
        archive.Position = 0;
        TarFile.ExtractToDirectory(archive, target, overwriteFiles: false);
    }

    private string Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        string output = process.StandardOutput.ReadToEnd();
        Finish(process);
        return output;
    }

    private Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = _root,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
                RedirectStandardError = true,
            }
        )!;

    private static void Finish(Process process)
    {
        // The messages of git are a line or two, which fit into a pipe until they are read.
        string complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new UsageException($"git {string.Join(' ', process.StartInfo.ArgumentList)}: {complaint.Trim()}");
        }
    }
}

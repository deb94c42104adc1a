using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.Text;

namespace AgentWire.Review;

/// <summary>The history of a repository, as the git program tells it.</summary>
internal sealed class Git
{
    private readonly string _root;

    private Git(string root) => _root = root;

    /// <summary>Null where there is no history, or no git to ask; both are usual where a source archive is built.</summary>
    public static Git? In(string root, out string whyNot)
    {
        // A file in a work tree, a folder otherwise; an archive may lie within another repository.
        string history = Path.Combine(root, ".git");
        if (!Directory.Exists(history) && !File.Exists(history))
        {
            whyNot = "this is no git repository";
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

    /// <summary>The tags that the checkout descends from.</summary>
    public IReadOnlyList<string> Tags() =>
        Run("tag", "--list", "--merged", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A file as it was; null where it was not there.</summary>
    public string? Read(string revision, string file) =>
        Run("ls-tree", "--name-only", revision, "--", file).Length > 0 ? Run("show", $"{revision}:{file}") : null;

    /// <summary>Writes a folder as it was into <paramref name="target"/>, which is made.</summary>
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
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
                RedirectStandardError = true,
            }
        )!;

    private static void Finish(Process process)
    {
        // What git complains of is a line or two, which a pipe holds until it is read.
        string complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new UsageException($"git {string.Join(' ', process.StartInfo.ArgumentList)}: {complaint.Trim()}");
        }
    }
}

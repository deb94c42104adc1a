using System.Diagnostics;
using AgentWire.Generator.Cli;

namespace AgentWire.Generator.Tests;

/// <summary>Folders that can contain anything: the generator reports it, does not follow links out of them, and does not block.</summary>
public sealed class FolderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporarySpec _spec = new(Repository.Spec, "walrus");
    private readonly string _out = Directory.CreateTempSubdirectory("agentwire-out-").FullName;

    [UnixTheory]
    [InlineData("loop", "spec/walrus#: cannot be read: ")]
    [InlineData("loop of two", "spec/walrus#: cannot be read: ")]
    [InlineData("link to a dialect", "spec#: cannot be read: ")]
    [InlineData("dangling link", "spec/walrus/odd.schema.json#: cannot be read: ")]
    [InlineData("link to itself", "spec/walrus/odd.schema.json#: cannot be read: ")]
    [InlineData("fifo", "spec/walrus/odd.schema.json#: cannot be read: ")]
    [InlineData("terminal device", "spec/walrus/odd.schema.json#: cannot be read: ")]
    [InlineData("endless device", "spec/walrus/odd.schema.json#: not JSON: ")]
    [InlineData("huge file", "spec/walrus/odd.schema.json#: cannot be read: ")]
    public async Task What_cannot_be_read_is_told_of(string what, string message)
    {
        string odd = _spec.PathOf("odd.schema.json");
        switch (what)
        {
            case "loop":
                Directory.CreateSymbolicLink(_spec.PathOf("loop"), ".");
                break;
            case "loop of two":
                Directory.CreateSymbolicLink(_spec.PathOf("back"), Path.Combine(_out, "there"));
                Directory.CreateSymbolicLink(Path.Combine(_out, "there"), _spec.PathOf("."));
                break;
            case "link to a dialect":
                Directory.CreateSymbolicLink(Path.Combine(_spec.Folder, "other"), _spec.PathOf("."));
                break;
            case "dangling link":
                File.CreateSymbolicLink(odd, "nowhere");
                break;
            case "link to itself":
                File.CreateSymbolicLink(odd, odd);
                break;
            case "fifo":
                MakeFifo(odd);
                break;
            case "terminal device":
                File.CreateSymbolicLink(odd, "/dev/ptmx");
                break;
            case "endless device":
                File.CreateSymbolicLink(odd, "/dev/zero");
                break;
            case "huge file":
                using (FileStream file = File.Create(odd))
                {
                    file.SetLength(1L << 40);
                }

                break;
        }

        (int exitCode, string errors) = await Run("--spec", _spec.Folder, "--out", _out);
        errors.ShouldContain(message);
        exitCode.ShouldBe(2);
    }

    [UnixFact]
    public async Task Links_among_the_generated_files_are_not_followed()
    {
        (await Run("--spec", _spec.Folder, "--out", _out)).ExitCode.ShouldBe(0);
        Directory.CreateSymbolicLink(Path.Combine(_out, "Walrus", "loop"), ".");
        (await Run("--spec", _spec.Folder, "--out", _out, "--check")).ShouldBe((0, ""));
    }

    [UnixTheory]
    [InlineData("Walrus/StreamEvent.g.cs")]
    [InlineData("Walrus")]
    public async Task Nothing_is_written_through_a_link(string name)
    {
        string outside = Directory.CreateDirectory(Path.Combine(_spec.Folder, "walrus", "outside")).FullName;
        string link = Path.Combine(_out, name);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, outside);
        (int exitCode, string errors) = await Run("--spec", _spec.Folder, "--out", _out);
        errors.ShouldBe(
            $"the generated files cannot be read or written: '{link}' is a link, and nothing is read or written through it{Environment.NewLine}"
        );
        exitCode.ShouldBe(2);
        Directory.GetFileSystemEntries(outside).ShouldBeEmpty();
    }

    [UnixFact]
    public async Task Nothing_waits_for_a_fifo_among_the_generated_files()
    {
        Directory.CreateDirectory(Path.Combine(_out, "Walrus"));
        MakeFifo(Path.Combine(_out, "Walrus", "StreamEvent.g.cs"));
        (int exitCode, string errors) = await Run("--spec", _spec.Folder, "--out", _out);
        errors.ShouldContain("StreamEvent.g.cs' is not a regular file");
        exitCode.ShouldBe(2);
    }

    public void Dispose()
    {
        Directory.Delete(_out, recursive: true);
        _spec.Dispose();
    }

    private static async Task<(int ExitCode, string Errors)> Run(params string[] arguments)
    {
        StringWriter errors = new();
        int exitCode = await Task.Run(() => GeneratorCommand.Run(arguments, new StringWriter(), errors))
            .WaitAsync(Patience);
        return (exitCode, errors.ToString());
    }

    private static void MakeFifo(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}

/// <summary>A test of Unix links and FIFOs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Needs Unix." : null;
}

/// <summary>A <see cref="UnixFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Needs Unix." : null;
}

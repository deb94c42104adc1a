namespace AgentWire.Tool.Tests;

/// <summary>Folders of a specification that can contain anything: links, FIFOs, devices, files of any size, any depth.</summary>
public class FolderTests
{
    private static readonly string Spec = Path.Combine(ToolProcess.Root, BrokenTestee.Spec);

    public static TheoryData<string, string> Odd =>
        new()
        {
            { "loop", "vectors/loop' is a link to a folder, and such links are not followed" },
            { "loop of two", "vectors/there/back' is a link to a folder, and such links are not followed" },
            { "link to a dialect", "' is a link to a folder, and such links are not followed" },
            { "dangling link", "vectors/odd.json'" },
            { "link to itself", "vectors/odd.json'" },
            { "fifo", "vectors/odd.json' is not a regular file" },
            { "link to a fifo", "vectors/odd.json' is not a regular file" },
            { "terminal device", "vectors/odd.json' is not a regular file" },
            { "endless device", "'walrus/vectors/odd.json'" },
            { "huge file", "vectors/odd.json' is larger than 64 MiB" },
            { "deep folders", "' is nested more than 16 folders deep" },
        };

    [UnixTheory]
    [MemberData(nameof(Odd))]
    public async Task Conform_tells_of_what_it_cannot_read(string what, string message)
    {
        using var folder = new TemporaryFolder();
        string spec = folder.Copy(Spec, "spec");
        Add(folder, what, Path.Combine(spec, "walrus"));
        await ShouldBeTold(message, "conform", "--exec", "no-such-program", "--spec", spec);
    }

    [UnixTheory]
    [MemberData(nameof(Odd))]
    public async Task Diff_tells_of_what_it_cannot_read(string what, string message)
    {
        using var folder = new TemporaryFolder();
        string walrus = Path.Combine(ToolProcess.Root, "spec", "walrus");
        string whole = folder.Copy(walrus, "whole/walrus");
        string odd = folder.Copy(walrus, "odd/walrus");
        Add(folder, what, odd);
        (string before, string after) = (Path.GetDirectoryName(whole)!, Path.GetDirectoryName(odd)!);
        await ShouldBeTold(message, "diff", before, after);
        await ShouldBeTold(message, "diff", after, before);
    }

    [UnixTheory]
    [InlineData("README.md")]
    [InlineData("walrus/dialect.json")]
    [InlineData("walrus/server.schema.json")]
    [InlineData("walrus/sessions/server.ndjson")]
    public async Task Diff_waits_for_no_fifo(string name)
    {
        using var folder = new TemporaryFolder();
        string spec = folder.Copy(Path.Combine(ToolProcess.Root, "spec"), "spec");
        File.Delete(Path.Combine(spec, name));
        folder.MakeFifo($"spec/{name}");
        await ShouldBeTold($"{name}' is not a regular file", "diff", "spec", spec);
    }

    [UnixFact]
    public async Task A_folder_and_its_files_may_be_links()
    {
        using var folder = new TemporaryFolder();
        string spec = folder.Copy(Spec, "spec");
        string vectors = Path.Combine(spec, "walrus", "vectors", "stream-event.json");
        File.Move(vectors, folder.PathOf("vectors.json"));
        File.CreateSymbolicLink(vectors, folder.PathOf("vectors.json"));
        Directory.CreateSymbolicLink(folder.PathOf("link"), spec);
        ToolResult result = await InProcess.Run(
            "",
            "conform",
            "--exec",
            BrokenTestee.Command("AgentWire.Tool.dll", "testee"),
            "--spec",
            folder.PathOf("link")
        );
        result.Output.ShouldContain("\nconforms: 14 cases, ");
        result.ExitCode.ShouldBe(0);
    }

    private static async Task ShouldBeTold(string message, params string[] arguments)
    {
        ToolResult result = await InProcess.Run("", arguments);
        result.Error.ShouldStartWith("agentwire: ");
        result.Error.ShouldContain(message);
        result.Error.ShouldNotContain("   at ");
        result.Error.Split('\n').Length.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.ExitCode.ShouldBe(2);
    }

    private static void Add(TemporaryFolder folder, string what, string dialect)
    {
        string vectors = Path.Combine(dialect, "vectors");
        string odd = Path.Combine(vectors, "odd.json");
        switch (what)
        {
            case "loop":
                Directory.CreateSymbolicLink(Path.Combine(vectors, "loop"), ".");
                break;
            case "loop of two":
                Directory.CreateDirectory(Path.Combine(vectors, "there"));
                Directory.CreateSymbolicLink(Path.Combine(vectors, "there", "back"), folder.PathOf("elsewhere"));
                Directory.CreateSymbolicLink(folder.PathOf("elsewhere"), vectors);
                break;
            case "link to a dialect":
                Directory.CreateSymbolicLink(dialect + "-too", dialect);
                break;
            case "dangling link":
                File.CreateSymbolicLink(odd, folder.PathOf("nowhere"));
                break;
            case "link to itself":
                File.CreateSymbolicLink(odd, odd);
                break;
            case "fifo":
                folder.MakeFifo(Path.GetRelativePath(folder.Path, odd));
                break;
            case "link to a fifo":
                File.CreateSymbolicLink(odd, folder.MakeFifo("fifo"));
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
            case "deep folders":
                Directory.CreateDirectory(Path.Combine(vectors, string.Join('/', Enumerable.Repeat("deeper", 200))));
                break;
        }
    }
}

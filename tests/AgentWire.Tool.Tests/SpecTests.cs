namespace AgentWire.Tool.Tests;

public class SpecTests
{
    private static readonly string Spec = Path.Combine(ToolProcess.Root, "spec");

    [Fact]
    public async Task The_export_is_spec_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        string target = Path.Combine(folder.Path, "new", "spec");
        ToolResult result = await InProcess.Run("", "spec", "export", target);
        string[] expected = Names(Spec);
        result.ShouldBe(0, $"{expected.Length} files written to {target}\n", "");
        Names(target).ShouldBe(expected);
        foreach (string name in expected)
        {
            File.ReadAllBytes(Path.Combine(target, name)).ShouldBe(File.ReadAllBytes(Path.Combine(Spec, name)), name);
        }

        // Existing files can be overwritten if they are equal, but not if they differ.
        File.Delete(Path.Combine(target, "README.md"));
        (await InProcess.Run("", "spec", "export", target)).ShouldBe(0, $"1 files written to {target}\n", "");
        string changed = Path.Combine(target, "walrus", "dialect.json");
        File.WriteAllText(changed, "mine");
        (await InProcess.Run("", "spec", "export", target)).ShouldBe(
            2,
            "",
            $"agentwire: these files differ and were not overwritten (--force overwrites them): {changed}\n"
        );
        File.ReadAllText(changed).ShouldBe("mine");
        (await InProcess.Run("", "spec", "export", "--force", target)).ExitCode.ShouldBe(0);
        File.ReadAllBytes(changed).ShouldBe(File.ReadAllBytes(Path.Combine(Spec, "walrus", "dialect.json")));
    }

    [Fact]
    public async Task The_list_has_every_file()
    {
        ToolResult result = await InProcess.Run("", "spec", "list");
        result.ShouldBe(0, string.Concat(Names(Spec).Select(name => name + "\n")), "");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_mistake()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "");
        ToolResult result = await InProcess.Run("", "spec", "export", Path.Combine(file, "spec"));
        result.Error.ShouldStartWith($"agentwire: cannot write to '{Path.Combine(file, "spec")}': ");
        result.ExitCode.ShouldBe(2);
    }

    [UnixTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_written_through_a_link(bool force)
    {
        using var folder = new TemporaryFolder();
        string outside = folder.Write("outside", "mine");
        Directory.CreateDirectory(folder.PathOf("elsewhere"));
        foreach (
            (string name, string target) in ((string, string)[])
                [
                    ("README.md", outside),
                    ("README.md", folder.PathOf("nowhere")),
                    ("walrus/dialect.json", outside),
                    ("walrus", folder.PathOf("elsewhere")),
                    ("walrus/vectors/derived", folder.PathOf("elsewhere")),
                ]
        )
        {
            string link = folder.PathOf($"spec/{name}");
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, target);
            await ShouldRefuse(folder, force, $"'{link}' is a link, and nothing is read or written through it");
            File.ReadAllText(outside).ShouldBe("mine");
            Directory.GetFileSystemEntries(folder.PathOf("elsewhere")).ShouldBeEmpty();
            File.Exists(folder.PathOf("nowhere")).ShouldBeFalse();
            Names(folder.PathOf("spec")).Length.ShouldBeLessThanOrEqualTo(1);
            Directory.Delete(folder.PathOf("spec"), recursive: true);
        }
    }

    [UnixTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_waits_for_a_fifo(bool force)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("spec/walrus"));
        string fifo = folder.MakeFifo("spec/walrus/dialect.json");
        await ShouldRefuse(folder, force, $"'{fifo}' is not a regular file");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_in_place_of_a_file_is_refused(bool force)
    {
        using var folder = new TemporaryFolder();
        string made = Directory.CreateDirectory(folder.PathOf("spec/README.md")).FullName;
        await ShouldRefuse(folder, force, $"'{made}' is a folder");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_in_place_of_a_folder_is_refused_before_anything_is_written(bool force)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("spec"));
        string made = folder.Write("spec/walrus", "mine");
        await ShouldRefuse(folder, force, $"'{made}' is not a folder");
        Directory.GetFileSystemEntries(folder.PathOf("spec")).ShouldBe([made]);
    }

    [UnixFact]
    public async Task Another_name_of_a_file_outside_does_not_lead_to_it()
    {
        using var folder = new TemporaryFolder();
        string outside = folder.Write("outside", "mine");
        Directory.CreateDirectory(folder.PathOf("spec"));
        string inside = folder.PathOf("spec/README.md");
        (await ToolProcess.Shell($"ln '{outside}' '{inside}'")).ExitCode.ShouldBe(0);
        (await InProcess.Run("", "spec", "export", "--force", folder.PathOf("spec"))).ExitCode.ShouldBe(0);
        File.ReadAllText(outside).ShouldBe("mine");
        File.ReadAllBytes(inside).ShouldBe(File.ReadAllBytes(Path.Combine(Spec, "README.md")));
        Names(folder.PathOf("spec")).ShouldBe(Names(Spec));
    }

    [UnixFact]
    public async Task The_folder_itself_may_be_a_link()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("elsewhere"));
        Directory.CreateSymbolicLink(folder.PathOf("link"), folder.PathOf("elsewhere"));
        (await InProcess.Run("", "spec", "export", folder.PathOf("link"))).ExitCode.ShouldBe(0);
        Names(folder.PathOf("elsewhere")).ShouldBe(Names(Spec));
    }

    [UnixTheory]
    [InlineData("a file")]
    [InlineData("a fifo")]
    [InlineData("a dangling link")]
    [InlineData("a link to itself")]
    [InlineData("a folder that nothing can be made in")]
    [InlineData("a device")]
    public async Task A_place_where_nothing_can_be_written_is_refused(string what)
    {
        using var folder = new TemporaryFolder();
        string target = folder.PathOf("target");
        switch (what)
        {
            case "a file":
                folder.Write("target", "");
                break;
            case "a fifo":
                folder.MakeFifo("target");
                break;
            case "a dangling link":
                File.CreateSymbolicLink(target, folder.PathOf("nowhere"));
                break;
            case "a link to itself":
                File.CreateSymbolicLink(target, target);
                break;
            case "a folder that nothing can be made in":
                target = "/proc/spec";
                break;
            case "a device":
                target = "/dev/null";
                break;
        }

        ToolResult result = await InProcess.Run("", "spec", "export", target);
        result.Error.ShouldStartWith($"agentwire: cannot write to '{target}': ");
        result.Error.Split('\n').Length.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.ExitCode.ShouldBe(2);
    }

    private static async Task ShouldRefuse(TemporaryFolder folder, bool force, string reason)
    {
        string target = folder.PathOf("spec");
        ToolResult result = await InProcess.Run("", ["spec", "export", .. force ? (string[])["--force"] : [], target]);
        result.ShouldBe(2, "", $"agentwire: cannot write to '{target}': {reason}\n");
    }

    private static string[] Names(string folder) =>
        [
            .. Directory
                .GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
}

namespace AgentWire.Tool.Tests;

public class SpecTests
{
    private static readonly string Spec = Path.Combine(ToolProcess.Root, "spec");

    [Fact]
    public async Task The_export_is_spec_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        string target = Path.Combine(folder.Path, "new", "spec");
        ToolResult result = await ToolProcess.Run("", "spec", "export", target);
        string[] expected = Names(Spec);
        result.ShouldBe(0, $"{expected.Length} files written to {target}\n", "");
        Names(target).ShouldBe(expected);
        foreach (string name in expected)
        {
            File.ReadAllBytes(Path.Combine(target, name)).ShouldBe(File.ReadAllBytes(Path.Combine(Spec, name)), name);
        }

        // It may go over what is there already, but not over what differs.
        File.Delete(Path.Combine(target, "README.md"));
        (await ToolProcess.Run("", "spec", "export", target)).ShouldBe(0, $"1 files written to {target}\n", "");
        string changed = Path.Combine(target, "walrus", "dialect.json");
        File.WriteAllText(changed, "mine");
        (await ToolProcess.Run("", "spec", "export", target)).ShouldBe(
            2,
            "",
            $"agentwire: these files differ and were not overwritten (--force overwrites them): {changed}\n"
        );
        File.ReadAllText(changed).ShouldBe("mine");
        (await ToolProcess.Run("", "spec", "export", "--force", target)).ExitCode.ShouldBe(0);
        File.ReadAllBytes(changed).ShouldBe(File.ReadAllBytes(Path.Combine(Spec, "walrus", "dialect.json")));
    }

    [Fact]
    public async Task The_list_has_every_file()
    {
        ToolResult result = await ToolProcess.Run("", "spec", "list");
        result.ShouldBe(0, string.Concat(Names(Spec).Select(name => name + "\n")), "");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_mistake()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "");
        ToolResult result = await ToolProcess.Run("", "spec", "export", Path.Combine(file, "spec"));
        result.Error.ShouldStartWith($"agentwire: cannot write to '{Path.Combine(file, "spec")}': ");
        result.ExitCode.ShouldBe(2);
    }

    private static string[] Names(string folder) =>
        [
            .. Directory
                .GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
}

namespace AgentWire.Tool.Tests;

/// <summary><c>agentwire generate</c> on dialects of somebody else.</summary>
public sealed class GenerateTests : IDisposable
{
    private static readonly string Sixth = Path.Combine(
        ToolProcess.Root,
        "tests",
        "AgentWire.Generator.Tests",
        "data",
        "sixth"
    );

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task CSharp_pages_and_vectors_are_written_and_then_up_to_date()
    {
        string spec = _folder.Copy(Sixth, "spec");
        string[] arguments =
        [
            "generate",
            "--spec",
            spec,
            "--out",
            _folder.PathOf("out"),
            "--reference",
            spec,
            "--vectors",
            spec,
            "--registry",
            "Acme.Protocols",
        ];
        ToolResult first = await InProcess.Run("", arguments);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.ShouldContain("created: Lantern/LanternWire.g.cs\n");
        first.Output.ShouldContain("created: Protocols.g.cs\n");
        first.Output.ShouldContain("created: lantern/REFERENCE.md\n");
        first.Output.ShouldContain("created: lantern/vectors/derived/event.json\n");
        File.ReadAllText(_folder.PathOf("out/Lantern/LanternWire.g.cs")).ShouldContain("then run agentwire generate.");

        (await InProcess.Run("", arguments)).Output.ShouldBe("Nothing has changed.\n");
        (await InProcess.Run("", [.. arguments, "--check"])).ExitCode.ShouldBe(0);

        File.AppendAllText(_folder.PathOf("out/Lantern/LanternWire.g.cs"), "\n");
        ToolResult check = await InProcess.Run("", [.. arguments, "--check"]);
        check.ExitCode.ShouldBe(1);
        check.Output.ShouldBe("different: Lantern/LanternWire.g.cs\nFiles that are not up to date: 1.\n");
        (await InProcess.Run("", arguments)).Output.ShouldBe("updated: Lantern/LanternWire.g.cs\nChanged files: 1.\n");
    }

    [Fact]
    public async Task One_dialect_is_given_by_its_manifest()
    {
        string spec = _folder.Copy(Sixth, "spec");
        ToolResult result = await InProcess.Run(
            "",
            "generate",
            "--dialect",
            Path.Combine(spec, "lantern", "dialect.json"),
            "--namespace",
            "lantern=Acme.Lamps",
            "--flat",
            "--out",
            _folder.PathOf("out")
        );
        result.ExitCode.ShouldBe(0, result.Error);
        File.ReadAllText(_folder.PathOf("out/LampsWire.g.cs")).ShouldContain("namespace Acme.Lamps;");
    }

    [Fact]
    public async Task A_fault_is_told_with_file_line_and_column_and_nothing_is_written()
    {
        using TemporarySpec spec = new(Sixth, "lantern");
        spec.Edit("dialect.json", "/colour", "1");
        ToolResult result = await InProcess.Run("", "generate", "--spec", spec.Folder, "--out", _folder.PathOf("out"));
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith($"{spec.PathOf("dialect.json")}(1,");
        result.Error.ShouldContain("): error AW1002: `colour` is not supported in a manifest");
        Directory.Exists(_folder.PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_an_error_of_the_caller()
    {
        string file = _folder.Write("file", "");
        ToolResult result = await InProcess.Run("", "generate", "--spec", Sixth, "--out", Path.Combine(file, "out"));
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("agentwire: the generated files cannot be read or written: ");
    }

    public void Dispose() => _folder.Dispose();
}

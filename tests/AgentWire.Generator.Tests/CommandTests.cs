using AgentWire.Generator.Cli;

namespace AgentWire.Generator.Tests;

public sealed class CommandTests : IDisposable
{
    private const string Fix = "To fix it: agentwire generate";
    private readonly string _out = Directory.CreateTempSubdirectory("agentwire-out-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public void Writing_makes_every_file_and_a_second_time_none()
    {
        Run("--spec", Repository.Spec, "--out", _out).ShouldBe(0);
        _output.ToString().ShouldContain("created: Walrus/StreamEvent.g.cs");

        _output.GetStringBuilder().Clear();
        Run("--spec", Repository.Spec, "--out", _out).ShouldBe(0);
        _output.ToString().Trim().ShouldBe("Nothing has changed.");
        Run("--spec", Repository.Spec, "--out", _out, "--check").ShouldBe(0);
    }

    [Fact]
    public void Writing_deletes_what_is_no_longer_made_and_leaves_what_was_written_by_hand()
    {
        Write("Walrus/Old.g.cs", "// old");
        Write("Walrus/Hand.cs", "// by hand");

        Run("--spec", Repository.Spec, "--out", _out).ShouldBe(0);

        _output.ToString().ShouldContain("deleted: Walrus/Old.g.cs");
        File.Exists(Path.Combine(_out, "Walrus", "Old.g.cs")).ShouldBeFalse();
        File.Exists(Path.Combine(_out, "Walrus", "Hand.cs")).ShouldBeTrue();
    }

    [Fact]
    public void Checking_fails_on_a_missing_file()
    {
        Run("--spec", Repository.Spec, "--out", _out);
        File.Delete(Path.Combine(_out, "Walrus", "HubEvent.g.cs"));

        CheckFindsOnly("missing: Walrus/HubEvent.g.cs");
    }

    [Fact]
    public void Checking_fails_on_a_stale_file()
    {
        Run("--spec", Repository.Spec, "--out", _out);
        Write("Walrus/Formats/OldFormat.g.cs", "// old");

        CheckFindsOnly("stale: Walrus/Formats/OldFormat.g.cs");
    }

    [Fact]
    public void Checking_fails_on_an_edited_file_even_by_a_line_end()
    {
        Run("--spec", Repository.Spec, "--out", _out);
        File.AppendAllText(Path.Combine(_out, "Walrus", "HubEvent.g.cs"), "\n");

        CheckFindsOnly("different: Walrus/HubEvent.g.cs");
    }

    [Fact]
    public void Checking_fails_when_a_schema_has_changed()
    {
        using TemporarySpec spec = new(Repository.Spec, "walrus");
        Run("--spec", spec.Folder, "--out", _out);
        spec.Edit("info.schema.json", "/definitions/SessionInfo/properties/agent", null);
        spec.Edit("info.schema.json", "/definitions/SessionInfo/required", """["id"]""");

        Run("--spec", spec.Folder, "--out", _out, "--check").ShouldBe(1);
        _errors.ToString().ShouldContain("different: Walrus/SessionInfo.g.cs");
        _errors.ToString().ShouldContain("different: Walrus/Formats/SessionInfoFormat.g.cs");
        _errors.ToString().ShouldContain(Fix);
    }

    [Fact]
    public void Reference_pages_are_written_and_checked_beside_the_CSharp()
    {
        using TemporarySpec spec = new(Repository.Spec, "walrus");
        string[] arguments = ["--spec", spec.Folder, "--out", _out, "--reference", spec.Folder];
        Run(arguments).ShouldBe(0);
        Run([.. arguments, "--check"]).ShouldBe(0);

        string page = spec.PathOf("REFERENCE.md");
        File.ReadAllText(page).ShouldContain("| `download` |  | object |  | `ServerMessage.Download` | `Download` |");
        File.AppendAllText(page, "\n");
        Directory.CreateDirectory(spec.PathOf("gone"));
        File.WriteAllText(spec.PathOf("gone/REFERENCE.md"), "");

        Run([.. arguments, "--check"]).ShouldBe(1);
        _errors.ToString().ShouldContain("different: walrus/REFERENCE.md");
        _errors.ToString().ShouldContain("stale: walrus/gone/REFERENCE.md");
    }

    [Fact]
    public void Vectors_are_written_and_checked_and_those_by_hand_left_alone()
    {
        using TemporarySpec spec = new(Repository.Spec, "walrus");
        string[] arguments = ["--spec", spec.Folder, "--out", _out, "--vectors", spec.Folder];
        Directory.CreateDirectory(spec.PathOf("vectors"));
        File.WriteAllText(spec.PathOf("vectors/by-hand.json"), "{}");
        Run(arguments).ShouldBe(0);
        Run([.. arguments, "--check"]).ShouldBe(0, _errors.ToString());
        File.ReadAllText(spec.PathOf("vectors/by-hand.json")).ShouldBe("{}");

        File.Delete(spec.PathOf("vectors/derived/hub-action.json"));
        File.AppendAllText(spec.PathOf("vectors/derived/hub-event.json"), "\n");
        File.WriteAllText(spec.PathOf("vectors/derived/old.json"), "{}");

        Run([.. arguments, "--check"]).ShouldBe(1);
        _errors
            .ToString()
            .Split(Environment.NewLine)[..3]
            .ShouldBe([
                "missing: walrus/vectors/derived/hub-action.json",
                "different: walrus/vectors/derived/hub-event.json",
                "stale: walrus/vectors/derived/old.json",
            ]);
    }

    [Fact]
    public void Vectors_change_with_the_schema()
    {
        using TemporarySpec spec = new(Repository.Spec, "walrus");
        string[] arguments = ["--spec", spec.Folder, "--out", _out, "--vectors", spec.Folder];
        Run(arguments).ShouldBe(0);
        spec.Edit("info.schema.json", "/definitions/SessionInfo/required/4", null);
        spec.Edit("info.schema.json", "/definitions/SessionInfo/properties/alive_secs", null);

        Run([.. arguments, "--check"]).ShouldBe(1);
        _errors.ToString().ShouldContain("different: walrus/vectors/derived/session-info.json");
        _errors.ToString().ShouldContain(Fix);
    }

    [Fact]
    public void A_refused_specification_is_told_and_nothing_is_written()
    {
        using TemporarySpec spec = new(Repository.Spec, "walrus");
        spec.Edit("info.schema.json", "/definitions/SessionInfo/description", null);

        Run("--spec", spec.Folder, "--out", _out).ShouldBe(2);

        _errors
            .ToString()
            .ShouldStartWith("spec/walrus/info.schema.json#/definitions/SessionInfo: `description` is missing");
        Directory.GetFileSystemEntries(_out).ShouldBeEmpty();
    }

    [Fact]
    public void One_dialect_is_generated_from_its_manifest_and_its_files_are_listed()
    {
        string manifest = Path.Combine(Repository.Spec, "walrus", "dialect.json");
        string list = Path.Combine(_out, "walrus.files");

        Run("--dialect", manifest, "--out", _out, "--flat", "--list", list, "--namespace", "walrus=Acme.Gateway")
            .ShouldBe(0, _errors.ToString());

        string[] files = File.ReadAllLines(list);
        files.ShouldContain(Path.Combine(_out, "GatewayWire.g.cs"));
        files.Append(list).ShouldBe(Directory.GetFiles(_out, "*", SearchOption.AllDirectories), ignoreOrder: true);
        File.ReadAllText(Path.Combine(_out, "GatewayWire.g.cs")).ShouldContain("namespace Acme.Gateway;");
    }

    [Fact]
    public void Files_of_another_dialect_in_the_same_folders_are_left_alone()
    {
        string Manifest(string dialect) => Path.Combine(Repository.Spec, dialect, "dialect.json");
        string[] folders = ["--out", Path.Combine(_out, "code"), "--reference", _out, "--vectors", _out];
        Run(["--dialect", Manifest("walrus"), .. folders]).ShouldBe(0, _errors.ToString());
        string[] before = Directory.GetFiles(_out, "*", SearchOption.AllDirectories);
        Write("code/Synaps/Old.g.cs", "// old");
        Write("synaps/vectors/derived/old.json", "{}");

        Run(["--dialect", Manifest("synaps"), .. folders]).ShouldBe(0, _errors.ToString());

        string[] after = Directory.GetFiles(_out, "*", SearchOption.AllDirectories);
        before.ShouldBeSubsetOf(after);
        after.ShouldContain(Path.Combine(_out, "synaps", "REFERENCE.md"));
        after.ShouldNotContain(Path.Combine(_out, "code", "Synaps", "Old.g.cs"));
        after.ShouldNotContain(Path.Combine(_out, "synaps", "vectors", "derived", "old.json"));
    }

    [Fact]
    public void The_registry_can_be_generated_alone()
    {
        string registry = Path.Combine(_out, "registry");
        string manifest = Path.Combine(Repository.Spec, "walrus", "dialect.json");

        Run("--dialect", manifest, "--registry", "Acme.Protocols", "--registry-out", registry)
            .ShouldBe(0, _errors.ToString());

        Directory.GetFiles(_out, "*", SearchOption.AllDirectories).ShouldBe([Path.Combine(registry, "Protocols.g.cs")]);
    }

    [Fact]
    public void Files_of_several_dialects_are_not_written_to_one_folder()
    {
        Run("--spec", Repository.Spec, "--out", _out, "--flat").ShouldBe(2);
        _errors.ToString().ShouldContain("only the files of one dialect can be in the folder itself");
    }

    [Theory]
    [InlineData("needs '--out' or '--registry-out'", new[] { "--spec", "x", "--vectors", "y", "--registry", "z" })]
    [InlineData("Option '--registry-out' needs '--registry'.", new[] { "--spec", "x", "--registry-out", "y" })]
    [InlineData("Either --spec or --dialect is required.", new string[0])]
    [InlineData("Either --spec or --dialect is required.", new[] { "--spec", "x", "--dialect", "y", "--out", "z" })]
    [InlineData("One of --out, --reference, --vectors and --registry-out is required.", new[] { "--spec", "x" })]
    [InlineData("Required argument missing for option: '--spec'.", new[] { "--out", "y", "--spec" })]
    [InlineData(
        "One of --out, --reference, --vectors and --registry-out is required.",
        new[] { "--spec", "--out", "y" }
    )]
    [InlineData(
        "Required argument missing for option: '--vectors'.",
        new[] { "--spec", "x", "--out", "y", "--vectors" }
    )]
    [InlineData("'--colour'", new[] { "--spec", "x", "--out", "y", "--colour" })]
    [InlineData("'y'", new[] { "--spec", "x", "y" })]
    [InlineData("'--out'", new[] { "--spec", "x", "--out", "y", "--out", "z" })]
    [InlineData("'@file'", new[] { "--spec", "x", "--out", "y", "@file" })]
    public void A_command_line_that_makes_no_sense_is_refused_with_the_reason_and_the_usage(
        string reason,
        string[] args
    )
    {
        Run(args).ShouldBe(2);
        _errors.ToString().ShouldContain(reason);
        _errors.ToString().ShouldContain("usage: AgentWire.Generator.Cli (--spec DIR | --dialect FILE…) --out DIR");
        _output.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--spec", "x", "--help")]
    public void Help_names_every_option_and_does_nothing(params string[] args)
    {
        Run(args).ShouldBe(0);
        string help = _output.ToString();
        foreach (
            string option in (string[])
                [
                    "--spec",
                    "--dialect",
                    "--out",
                    "--flat",
                    "--reference",
                    "--vectors",
                    "--namespace",
                    "--registry",
                    "--registry-out",
                    "--command",
                    "--check",
                    "--list",
                    "--msbuild",
                ]
        )
        {
            help.ShouldContain(option);
        }

        _errors.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void The_committed_pages_and_vectors_are_those_that_the_specification_makes()
    {
        string[] arguments = ["--spec", Repository.Spec, "--out", _out, "--command", "./build.sh Generate"];
        Run(arguments);

        int code = Run([.. arguments, "--reference", Repository.Spec, "--vectors", Repository.Spec, "--check"]);

        code.ShouldBe(0, _errors.ToString());
    }

    [Fact]
    public void The_committed_CSharp_is_what_the_specification_makes_and_the_formatter_formats()
    {
        string folder = Path.Combine(Repository.Root, "src", "AgentWire");
        Dictionary<string, string> made = DialectGenerator
            .CSharp(
                Repository.Spec,
                new GenerationRequest { Command = "./build.sh Generate", Registry = "AgentWire.WireDialects" }
            )
            .ToDictionary(file => file.Path, file => file.Text);
        string[] committed =
        [
            .. Directory
                .EnumerateFiles(folder, "*.g.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(path => path.Split('/')[0] is not ("bin" or "obj")),
        ];

        committed.ShouldBe(made.Keys, ignoreOrder: true);
        committed
            .Where(path => Unformatted(made[path]) != Unformatted(File.ReadAllText(Path.Combine(folder, path))))
            .ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_out, recursive: true);

    /// <summary>Returns a text without what the formatter changes: white space, and trailing commas.</summary>
    private static string Unformatted(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)))
            .Replace("///", "", StringComparison.Ordinal)
            .Replace(",}", "}", StringComparison.Ordinal)
            .Replace(",]", "]", StringComparison.Ordinal);

    private void CheckFindsOnly(string finding)
    {
        Run("--spec", Repository.Spec, "--out", _out, "--check").ShouldBe(1);
        string[] lines = _errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldBe(finding);
        lines[1].ShouldContain(Fix);
    }

    private int Run(params string[] args) => GeneratorCommand.Run(args, _output, _errors);

    private void Write(string path, string text)
    {
        string full = Path.Combine(_out, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}

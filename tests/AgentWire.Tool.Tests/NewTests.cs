using System.Text.Json.Nodes;
using NJsonSchema;

namespace AgentWire.Tool.Tests;

/// <summary><c>agentwire new</c>. That the program builds and runs is shown with the packages.</summary>
public sealed class NewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_new_protocol_is_valid_and_without_placeholders()
    {
        string spec = await New("fleet-charging");
        string[] files = FilesOf("fleet-charging");
        files.ShouldBe([
            ".gitignore",
            "FleetCharging.csproj",
            "Program.cs",
            "README.md",
            "spec/dialect.schema.json",
            "spec/fleet-charging/client.schema.json",
            "spec/fleet-charging/dialect.json",
            "spec/fleet-charging/server.schema.json",
            "spec/fleet-charging/sessions/server.ndjson",
            "spec/fleet-charging/vectors/server.json",
            "spec/vectors.schema.json",
        ]);
        foreach (string file in files)
        {
            File.ReadAllText(Path.Combine(_folder.PathOf("fleet-charging"), file))
                .ShouldNotContain("__", Case.Sensitive, file);
        }

        ToolResult generated = await InProcess.Run(
            "",
            ["generate", "--spec", spec, "--out", _folder.PathOf("out"), "--reference", spec, "--vectors", spec]
        );
        generated.ExitCode.ShouldBe(0, generated.Error);
        generated.Output.ShouldContain("created: FleetCharging/FleetChargingWire.g.cs");
        (await InProcess.Run("", "diff", spec, spec)).Output.ShouldBe("Nothing has changed.\n");
    }

    [Fact]
    public async Task Its_files_have_the_schemas_that_they_name()
    {
        string spec = await New("charging");
        foreach (
            (string file, string schema) in new[] { ("dialect.json", "dialect"), ("vectors/server.json", "vectors") }
        )
        {
            string path = Path.Combine(spec, "charging", file);
            JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
            string named = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, (string)json["$schema"]!));
            named.ShouldBe(Path.Combine(spec, $"{schema}.schema.json"));
            (await JsonSchema.FromFileAsync(named)).Validate(json.ToJsonString()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_namespace_and_the_framework_can_be_given()
    {
        await New("charging", "--namespace", "Acme.Power", "--framework", "net8.0");
        File.ReadAllText(_folder.PathOf("charging/Power.csproj")).ShouldContain("<TargetFramework>net8.0<");
        File.ReadAllText(_folder.PathOf("charging/Program.cs")).ShouldStartWith("using Acme.Power;");
        File.ReadAllText(_folder.PathOf("charging/spec/charging/dialect.json")).ShouldContain("\"Acme.Power\"");
    }

    [Fact]
    public async Task A_library_has_the_same_protocol_and_no_program()
    {
        await New("program");
        string[] program = FilesOf("program");
        ToolResult result = await Run(["library", "--library"]);
        result.Output.ShouldEndWith($"To try it: dotnet build {_folder.PathOf("library")}\n");

        string[] library = FilesOf("library");
        library
            .Select(file => file.Replace("library", "program").Replace("Library", "Program"))
            .ShouldBe(program.Where(file => file != "Program.cs"));
        File.ReadAllText(_folder.PathOf("program/Program.csproj")).ShouldContain("<OutputType>Exe<");
        File.ReadAllText(_folder.PathOf("library/Library.csproj")).ShouldNotContain("<OutputType>");
        foreach (string file in library)
        {
            File.ReadAllText(_folder.PathOf($"library/{file}")).ShouldNotContain("__", Case.Sensitive, file);
        }
    }

    [Theory]
    [InlineData("Charging", "'Charging' is not the name of a protocol")]
    [InlineData("a/../b", "'a/../b' is not the name of a protocol")]
    [InlineData("-x", "there is no option '-x'")]
    [InlineData("raw-json", "these names are not possible; choose another name, or another --namespace")]
    [InlineData("charging", "--framework is net8.0 or a later one, not 'net6.0'", "--framework", "net6.0")]
    [InlineData("charging", "these names are not possible", "--namespace", "acme")]
    public async Task What_is_not_possible_is_refused_and_nothing_is_written(
        string name,
        string reason,
        params string[] more
    )
    {
        ToolResult result = await Run([name, .. more]);
        result.ExitCode.ShouldBe(2, result.Output);
        result.Error.ShouldStartWith($"agentwire: {reason}");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_existing_folder_is_not_written_to_unless_it_is_empty()
    {
        Directory.CreateDirectory(_folder.PathOf("charging"));
        await New("charging");
        ToolResult again = await Run(["charging"]);
        again.ExitCode.ShouldBe(2);
        again.Error.ShouldContain("charging' already exists");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes a protocol, and returns its folder of dialects.</summary>
    private async Task<string> New(string name, params string[] more)
    {
        ToolResult result = await Run([name, .. more]);
        result.ExitCode.ShouldBe(0, result.Error);
        return _folder.PathOf($"{name}/spec");
    }

    private string[] FilesOf(string folder) =>
        [
            .. Directory
                .GetFiles(_folder.PathOf(folder), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_folder.PathOf(folder), file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Runs the command in the folder of the test.</summary>
    private Task<ToolResult> Run(string[] arguments) =>
        InProcess.Run("", ["new", .. arguments, "--out", _folder.PathOf(Path.GetFileName(arguments[0]))]);
}

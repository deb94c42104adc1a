using System.Xml.Linq;

namespace AgentWire.Review.Tests;

/// <summary>Checks that no project refers to a program, except for its tests. Shared code belongs in a library.</summary>
public sealed class ProjectReferenceTests : IDisposable
{
    private const string Library = "<Project Sdk=\"Microsoft.NET.Sdk\" />";

    private readonly string _folder = Directory.CreateTempSubdirectory("agentwire-projects-").FullName;

    [Fact]
    public void No_project_of_the_repository_refers_to_a_program() =>
        ReferencesToPrograms(Solution.Root).ShouldBeEmpty();

    [Theory]
    [InlineData("Library", "Program", true)]
    [InlineData("Library", "Web", true)]
    [InlineData("Library", "Program.Tests", true)]
    [InlineData("Program", "Web", true)]
    [InlineData("Program.Tests", "Program", false)]
    [InlineData("Program.Tests", "Web.Tests", true)]
    [InlineData("Program", "Library", false)]
    public void A_reference_to_a_program_is_found_except_in_tests(string from, string to, bool isFound)
    {
        Add("Library", Library);
        Add(
            "Program",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>"
        );
        Add("Web", "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        Add("Program.Tests", Library);
        Add("Web.Tests", Library);
        Add(
            from,
            File.ReadAllText(FileOf(from))
                .Replace(" />", "></Project>", StringComparison.Ordinal)
                .Replace(
                    "</Project>",
                    $"<ItemGroup><ProjectReference Include=\"..\\{to}\\{to}.csproj\" /></ItemGroup></Project>",
                    StringComparison.Ordinal
                )
        );

        ReferencesToPrograms(_folder).ShouldBe(isFound ? [$"{from} refers to {to}"] : []);
    }

    [Fact]
    public void A_program_that_a_build_runs_is_not_found()
    {
        Add("Program", "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        Add(
            "Library",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><ProjectReference Include=\"..\\Program\\Program.csproj\" ReferenceOutputAssembly=\"false\" /></ItemGroup></Project>"
        );
        ReferencesToPrograms(_folder).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] ReferencesToPrograms(string root)
    {
        Dictionary<string, XDocument> projects = Directory
            .GetFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .ToDictionary(file => file, XDocument.Load);
        return
        [
            .. from project in projects
            from reference in project.Value.Descendants("ProjectReference")
            // A build that runs a program does not use its code.
            where (string?)reference.Attribute("ReferenceOutputAssembly") != "false"
            let target = Path.GetFullPath(
                ((string)reference.Attribute("Include")!)
                    .Replace('\\', '/')
                    // The comparison of two builds can use another source tree. Here it is this one.
                    .Replace("$(AgentWireTree)", root, StringComparison.Ordinal),
                Path.GetDirectoryName(project.Key)!
            )
            where IsTests(target) || (IsProgram(projects[target]) && !IsTests(project.Key))
            select $"{Path.GetFileNameWithoutExtension(project.Key)} refers to {Path.GetFileNameWithoutExtension(target)}",
        ];
    }

    private static bool IsProgram(XDocument project) =>
        project.Descendants("OutputType").Any(type => type.Value is "Exe" or "WinExe")
        || (string?)project.Root!.Attribute("Sdk") is not "Microsoft.NET.Sdk";

    private static bool IsTests(string file) =>
        Path.GetFileNameWithoutExtension(file).EndsWith(".Tests", StringComparison.Ordinal);

    private void Add(string name, string project)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(name))!);
        File.WriteAllText(FileOf(name), project);
    }

    private string FileOf(string name) => Path.Combine(_folder, name, $"{name}.csproj");
}

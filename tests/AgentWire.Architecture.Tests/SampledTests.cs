using System.Xml.Linq;

namespace AgentWire.Architecture.Tests;

/// <summary>A test that tries only a share of its inputs tries all of them in <c>./build.sh Load</c>, and every build of a library is tested in Ci.</summary>
public sealed class SampledTests : IDisposable
{
    private const string Trait = "[Trait(\"Category\", \"Load\")]";

    private static readonly string[] Sampling = ["Thoroughness.", "[LoadFact]"];

    private readonly string _folder = Directory.CreateTempSubdirectory("agentwire-sampled-").FullName;

    [Fact]
    public void What_tries_a_share_is_run_in_full_by_Load()
    {
        string[] loaded = [.. ItemsOf("LoadTests"), .. ItemsOf("BuildTests")];
        NeverFull(RepositoryRoot.Path, loaded).ShouldBeEmpty();
        NeverFull(RepositoryRoot.Path, []).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("One", Trait, "Thoroughness.OneOf(5, all)", false)]
    [InlineData("One", "", "Thoroughness.OneOf(5, all)", true)]
    [InlineData("One", "", "Thoroughness.IsFull ? 6 : 5", true)]
    [InlineData("One", "", "all", false)]
    [InlineData("One", "", "[LoadFact] void Test() { }", true)]
    [InlineData("Two", Trait, "Thoroughness.OneOf(5, all)", true)]
    public void A_test_that_is_never_full_is_found(string project, string trait, string body, bool isFound)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "tests", project)).FullName;
        File.WriteAllText(Path.Combine(folder, "SomeTests.cs"), $"{trait} public class SomeTests {{ {body} }}");
        NeverFull(_folder, ["One"]).ShouldBe(isFound ? ["SomeTests.cs"] : []);
    }

    [Theory]
    [InlineData("One", true)]
    [InlineData("One;Two", false)]
    public void A_project_that_runs_the_tests_of_another_one_is_found(string loaded, bool isFound)
    {
        string one = Directory.CreateDirectory(Path.Combine(_folder, "tests", "One")).FullName;
        File.WriteAllText(Path.Combine(one, "SomeTests.cs"), $"{Trait} class SomeTests {{ Thoroughness.IsFull }}");
        string two = Directory.CreateDirectory(Path.Combine(_folder, "tests", "Two")).FullName;
        File.WriteAllText(Path.Combine(two, "Two.csproj"), "<Project><LibraryTests>One</LibraryTests></Project>");
        NeverFull(_folder, loaded.Split(';')).ShouldBe(isFound ? ["Two.csproj"] : []);
    }

    [Fact]
    public void What_a_run_of_the_solution_leaves_out_is_run_by_Builds()
    {
        string[] others =
        [
            .. from file in Files(Path.Combine(RepositoryRoot.Path, "tests"))
            where file.EndsWith(".Tests.csproj", StringComparison.Ordinal)
            let text = File.ReadAllText(file)
            let name = Path.GetFileNameWithoutExtension(file)
            where LibraryTests(text) is { } own && own != name || text.Contains(";net8.0<", StringComparison.Ordinal)
            select name,
        ];

        others.ShouldBe(ItemsOf("BuildTests"), ignoreOrder: true);
        others.Length.ShouldBe(10);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Returns the projects of an item in the list of tasks.</summary>
    private static IEnumerable<string> ItemsOf(string name) =>
        XDocument
            .Load(Path.Combine(RepositoryRoot.Path, "build.proj"))
            .Descendants(name)
            .Select(element => (string?)element.Attribute("Include"))
            .OfType<string>()
            .SelectMany(items => items.Split(';'));

    /// <summary>Returns what samples, or is skipped otherwise, in a project that Load does not run in full.</summary>
    private static string[] NeverFull(string root, string[] loaded) =>
        [
            .. from file in Files(Path.Combine(root, "tests"))
            let project = Path.GetRelativePath(Path.Combine(root, "tests"), file).Split(Path.DirectorySeparatorChar)[0]
            where project != "Shared" && Path.GetFileName(file) != $"{nameof(SampledTests)}.cs"
            let text = File.ReadAllText(file)
            let isLoaded = loaded.Contains(project)
            where
                Path.GetExtension(file) == ".cs"
                    ? IsSampled(text) && !(isLoaded && text.Contains(Trait, StringComparison.Ordinal))
                    // The project can run the tests of another one.
                    : !isLoaded && LibraryTests(text) is { } other && SamplesInputs(Path.Combine(root, "tests", other))
            select Path.GetFileName(file),
        ];

    private static IEnumerable<string> Files(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".csproj"
        where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")
        select file;

    private static bool IsSampled(string text) => Sampling.Any(text.Contains);

    private static bool SamplesInputs(string project) =>
        Files(project).Any(file => File.ReadAllText(file).Contains(Sampling[0], StringComparison.Ordinal));

    private static string? LibraryTests(string project) =>
        (string?)XDocument.Parse(project).Descendants("LibraryTests").SingleOrDefault();
}

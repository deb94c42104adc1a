using System.Xml.Linq;

namespace AgentWire.Architecture.Tests;

/// <summary>A test that tries only a share of its inputs tries all of them in <c>./build.sh Load</c>.</summary>
public sealed class SampledTests : IDisposable
{
    private const string Trait = "[Trait(\"Category\", \"Load\")]";

    private readonly string _folder = Directory.CreateTempSubdirectory("agentwire-sampled-").FullName;

    [Fact]
    public void What_tries_a_share_is_run_in_full_by_Load()
    {
        string[] loaded =
        [
            .. XDocument
                .Load(Path.Combine(RepositoryRoot.Path, "build.proj"))
                .Descendants("LoadTests")
                .SelectMany(element => ((string)element.Attribute("Include")!).Split(';')),
        ];
        NeverFull(RepositoryRoot.Path, loaded).ShouldBeEmpty();
        NeverFull(RepositoryRoot.Path, []).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("One", Trait, "Thoroughness.OneOf(5, all)", false)]
    [InlineData("One", "", "Thoroughness.OneOf(5, all)", true)]
    [InlineData("One", "", "Thoroughness.IsFull ? 6 : 5", true)]
    [InlineData("One", "", "all", false)]
    [InlineData("Two", Trait, "Thoroughness.OneOf(5, all)", true)]
    public void A_test_that_is_never_full_is_found(string project, string trait, string body, bool isFound)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "tests", project)).FullName;
        File.WriteAllText(Path.Combine(folder, "SomeTests.cs"), $"{trait} public class SomeTests {{ {body} }}");
        NeverFull(_folder, ["One"]).ShouldBe(isFound ? ["SomeTests.cs"] : []);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] NeverFull(string root, string[] loaded) =>
        [
            .. from project in Directory.EnumerateDirectories(Path.Combine(root, "tests"))
            where Path.GetFileName(project) is not "Shared"
            from file in Directory.EnumerateFiles(project, "*Tests.cs", SearchOption.AllDirectories)
            where Path.GetFileName(file) != $"{nameof(SampledTests)}.cs"
            let text = File.ReadAllText(file)
            where text.Contains("Thoroughness.", StringComparison.Ordinal)
            where !text.Contains(Trait, StringComparison.Ordinal) || !loaded.Contains(Path.GetFileName(project))
            select Path.GetFileName(file),
        ];
}

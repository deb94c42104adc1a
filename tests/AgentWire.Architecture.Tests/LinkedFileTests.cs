using System.Xml.Linq;

namespace AgentWire.Architecture.Tests;

/// <summary>Code that several test projects need is a library in tests/Shared. No project compiles the files of another.</summary>
public sealed class LinkedFileTests : IDisposable
{
    private static readonly string[] Roots = ["tests", "fuzz", "perf"];

    private readonly string _folder = Directory.CreateTempSubdirectory("agentwire-links-").FullName;

    [Fact]
    public void No_test_project_compiles_the_files_of_another() => LinkedFiles(RepositoryRoot.Path).ShouldBeEmpty();

    [Theory]
    [InlineData("Other/Helper.cs", false)]
    [InlineData("Folder/Helper.cs", false)]
    [InlineData("../Two/Helper.cs", true)]
    [InlineData(@"..\Two\*.cs", true)]
    [InlineData("../Helper.cs", true)]
    [InlineData("Own.cs;../Two/**/*.cs", true)]
    [InlineData("$(MSBuildThisFileDirectory)../../fuzz/Three/Helper.cs", true)]
    [InlineData("$(MSBuildProjectDirectory)/Own.cs", false)]
    [InlineData("$(Elsewhere)/Helper.cs", true)]
    [InlineData("../../samples/Sample/Helper.cs", false)]
    public void A_file_of_another_project_is_found(string include, bool isFound)
    {
        Add("tests/One/One.csproj", include);
        LinkedFiles(_folder).ShouldBe(isFound ? [$"One.csproj: {include.Split(';')[^1]}"] : []);
    }

    [Theory]
    [InlineData("tests/Directory.Build.props")]
    [InlineData("tests/One/Own.targets")]
    public void A_file_that_is_compiled_into_whatever_imports_a_list_is_found(string list)
    {
        Add(list, "$(MSBuildThisFileDirectory)Helper.cs");
        LinkedFiles(_folder).ShouldHaveSingleItem();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] LinkedFiles(string root) =>
        [
            .. from folder in Roots.Select(name => Path.Combine(root, name)).Where(Directory.Exists)
            from file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            where Path.GetExtension(file) is ".csproj" or ".props" or ".targets"
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")
            from compiled in XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "Compile")
            from include in ((string?)compiled.Attribute("Include") ?? "").Split(
                ';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
            where IsOfAnother(root, file, include)
            select $"{Path.GetFileName(file)}: {include}",
        ];

    private static bool IsOfAnother(string root, string file, string include)
    {
        string own = Path.GetDirectoryName(file)!;
        string path = include
            .Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal)
            .Replace("$(MSBuildProjectDirectory)/", "", StringComparison.Ordinal)
            .Replace('\\', '/');
        if (Path.GetExtension(file) != ".csproj" || path.Contains("$(", StringComparison.Ordinal))
        {
            return true;
        }

        // Patterns are no names, but stand where names do.
        string full = Path.GetFullPath(path, own);
        return !IsIn(own, full) && Roots.Any(name => IsIn(Path.Combine(root, name), full));
    }

    private static bool IsIn(string folder, string path) =>
        path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private void Add(string file, string include)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"<Project><ItemGroup><Compile Include=\"{include}\" /></ItemGroup></Project>");
    }
}

namespace AgentWire.Architecture.Tests;

/// <summary>Checks that files are short enough to be read as a whole, including generated files.</summary>
public class FileSizeTests
{
    private const int MostLines = 500;

    [Fact]
    public void No_file_of_the_dialects_is_too_long_to_be_read_whole()
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(
                    Path.Combine(RepositoryRoot.Path, "src", "AgentWire"),
                    "*.cs",
                    SearchOption.AllDirectories
                )
                .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")),
        ];

        files.ShouldContain(path => path.EndsWith(".g.cs", StringComparison.Ordinal));
        files.Where(path => File.ReadLines(path).Count() > MostLines).ShouldBeEmpty();
    }
}

using System.IO.Compression;

namespace AgentWire.Packages.Tests;

/// <summary>Checks that the same commit gives the same bytes.</summary>
public sealed class ReproducibilityTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentwire-twice-");

    [PackagesFact]
    public void Made_twice_the_packages_have_the_same_bytes() =>
        PackageComparison.Differences(PackageFolder.Path, PackageFolder.Again).ShouldBeEmpty();

    [Fact]
    public void What_differs_is_named_down_to_the_file_in_the_package()
    {
        string first = Make("first", "one", time: 2025);
        PackageComparison.Differences(first, Make("same", "one", time: 2025)).ShouldBeEmpty();
        PackageComparison
            .Differences(first, Make("edited", "two", time: 2025))
            .ShouldBe(["SHA256SUMS: the bytes differ", "a.nupkg: lib/a.dll: the bytes differ"]);
        PackageComparison
            .Differences(first, Make("later", "one", time: 2026))
            .ShouldBe(["a.nupkg: the files are the same, and packed otherwise"]);

        string less = Make("less", "one", time: 2025);
        File.Delete(Path.Combine(less, "a.nupkg"));
        PackageComparison.Differences(first, less).ShouldBe(["a.nupkg: only the first time"]);
        PackageComparison.Differences(less, first).ShouldBe(["a.nupkg: only the second time"]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A folder with a package and a file beside it, both with this content.</summary>
    private string Make(string name, string content, int time)
    {
        string folder = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(folder, "SHA256SUMS"), content);
        using ZipArchive archive = ZipFile.Open(Path.Combine(folder, "a.nupkg"), ZipArchiveMode.Create);
        ZipArchiveEntry entry = archive.CreateEntry("lib/a.dll");
        entry.LastWriteTime = new DateTimeOffset(time, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using StreamWriter writer = new(entry.Open());
        writer.Write(content);
        return folder;
    }
}

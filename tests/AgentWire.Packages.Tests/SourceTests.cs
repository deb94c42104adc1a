using System.Xml.Linq;

namespace AgentWire.Packages.Tests;

/// <summary>Checks that a package contains the address of its sources.</summary>
public class SourceTests
{
    [PackagesFact]
    public void A_public_clone_is_named_without_its_password_and_the_debugger_finds_the_sources_there()
    {
        using SmallPackage package = Clone("https://user:secret@github.com/example/small.git", out string commit);
        XElement repository = Repository(package);
        repository.Attribute("url")!.Value.ShouldBe("https://github.com/example/small.git");
        repository.Attribute("commit")!.Value.ShouldBe(commit);
        SourcesOf(package)
            .ShouldBe($$$"""{"documents":{"/_/*":"https://raw.githubusercontent.com/example/small/{{{commit}}}/*"}}""");
    }

    [PackagesFact]
    public void A_clone_of_a_folder_is_not_named_but_its_commit_is()
    {
        using SmallPackage package = Clone(Path.GetTempPath(), out string commit);
        XElement repository = Repository(package);
        repository.Attribute("url").ShouldBeNull();
        repository.Attribute("commit")!.Value.ShouldBe(commit);
        SourcesOf(package).ShouldBeNull();
    }

    /// <summary>A package from a repository that was cloned from this address.</summary>
    private static SmallPackage Clone(string address, out string commit)
    {
        SmallPackage package = new() { Members = "public static int One() => 1;" };
        package.SetVersion("0.0.1", released: "");
        FreshFolder folder = package.Folder;
        folder.Run("git", "init", "--quiet");
        folder.Run("git", "remote", "add", "origin", address);
        folder.Run("git", "add", "src", "assets", "Directory.Build.props");
        folder.Run(
            "git",
            ["-c", "user.name=Test", "-c", "user.email=test@example.invalid", "commit", "--quiet", "--message", "Small"]
        );
        commit = folder.Run("git", "rev-parse", "HEAD").Trim();
        (int exitCode, string output) = package.Pack();
        exitCode.ShouldBe(0, output);
        return package;
    }

    private static XElement Repository(SmallPackage package)
    {
        using MemoryStream nuspec = new(package.Open("0.0.1", "nupkg")[$"{SmallPackage.Name}.nuspec"]);
        return XDocument.Load(nuspec).Descendants().Single(element => element.Name.LocalName == "repository");
    }

    /// <summary>Where a debugger looks for the sources.</summary>
    private static string? SourcesOf(SmallPackage package) =>
        Symbols.SourceLinkIn(package.Open("0.0.1", "snupkg")[$"lib/net10.0/{SmallPackage.Name}.pdb"]);
}

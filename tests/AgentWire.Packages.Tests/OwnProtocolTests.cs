using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AgentWire.Packages.Tests.Pages;

namespace AgentWire.Packages.Tests;

/// <summary>Makes a protocol of one's own as docs/your-own-protocol.md and docs/second-version.md say, and uses the sample in samples/Charging as its README says.</summary>
/// <remarks>Each is followed for each version of .NET. Native programs are made for one of them, because this takes a minute.</remarks>
public sealed partial class OwnProtocolTests : IClassFixture<OwnProtocolTests.SharedFolder>
{
    private const string Workflow = ".github/workflows/ci.yml";

    private static readonly string[] Packages =
    [
        "AgentWire.AspNetCore",
        "AgentWire.Generator",
        "AgentWire.Runtime",
        "AgentWire.Streaming",
        "AgentWire.Tool",
    ];

    private static readonly string[] WalkThrough = ["your-own-protocol.md", "second-version.md"];

    private static readonly string Sample = Path.Combine(PackageFolder.Root, "samples", "Charging");

    private readonly FreshFolder _folder;

    public OwnProtocolTests(SharedFolder shared) => _folder = shared.Folder;

    [PackagesTheory]
    [InlineData("net10.0", false)]
    [InlineData("net8.0", true)]
    public void The_walk_through_leads_from_an_empty_folder_to_two_versions(string framework, bool isNative)
    {
        string place = $"walk-{framework}/acme";
        using PageFollower reader = ReaderIn(place, framework);
        string docs = Path.Combine(PackageFolder.Root, "docs");
        string[] pages = [.. WalkThrough.Select(page => File.ReadAllText(Path.Combine(docs, page)))];
        reader.Follow(Adapted(string.Join('\n', pages), framework, isNative));
        RunWorkflow(place, framework).ShouldAllBe(step => step.ExitCode == 0);
        ShouldBeOurs();
    }

    [PackagesTheory]
    [InlineData("net10.0", true)]
    [InlineData("net8.0", false)]
    public void The_sample_does_what_its_page_says(string framework, bool isNative)
    {
        string place = $"sample-{framework}/Charging";
        CopySample(place);
        using PageFollower reader = ReaderIn(place, framework);
        reader.Follow(Adapted(File.ReadAllText(Path.Combine(Sample, "README.md")), framework, isNative));
        ShouldBeOurs();
    }

    [PackagesFact]
    public void The_CI_of_the_sample_passes_and_stops_a_change_that_breaks_chargers()
    {
        const string place = "sample-ci/Charging";
        const string framework = "net10.0";
        CopySample(place);
        using PageFollower developer = ReaderIn(place, framework);
        developer
            .Run("git init --quiet; git add --all; git commit --quiet --message First; git tag protocol-1.1")
            .ExitCode.ShouldBe(0);
        RunWorkflow(place, framework).ShouldAllBe(step => step.ExitCode == 0);

        string schema = _folder[$"{place}/spec/charging/server.schema.json"];
        string text = File.ReadAllText(schema);
        text.ShouldContain("\"maximum\": 80");
        File.WriteAllText(schema, text.Replace("\"maximum\": 80", "\"maximum\": 125", StringComparison.Ordinal));
        developer.Run("git commit --quiet --all --message Second").ExitCode.ShouldBe(0);
        Step[] steps = RunWorkflow(place, framework, "agentwire|worktree");
        Step[] failed = [.. steps.Where(step => step.ExitCode != 0)];
        failed.ShouldAllBe(step => step.ExitCode == 1);
        failed.Select(step => step.Command.Split(' ')[2]).ShouldBe(["generate", "diff"]);
        failed[1].Output.ShouldStartWith("Breaking for readers: 1\n");
    }

    private static void CopyFolder(string source, FreshFolder folder, string target)
    {
        foreach (string file in Directory.GetFiles(source))
        {
            folder.Write(Path.Combine(target, Path.GetFileName(file)), File.ReadAllText(file));
        }

        foreach (string inner in Directory.GetDirectories(source))
        {
            if (Path.GetFileName(inner) is not ("bin" or "obj") and var name)
            {
                CopyFolder(inner, folder, Path.Combine(target, name));
            }
        }
    }

    private void CopySample(string place) => CopyFolder(Sample, _folder, place);

    private PageFollower ReaderIn(string place, string framework) =>
        new(
            _folder,
            place,
            // The command line remembers where a tool is, and must not find one that was installed elsewhere.
            ("DOTNET_CLI_HOME", _folder["home"]),
            ("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false"),
            ("NuGetAudit", "false"),
            ("GIT_AUTHOR_NAME", "Reader"),
            ("GIT_AUTHOR_EMAIL", "reader@example.invalid"),
            ("GIT_COMMITTER_NAME", "Reader"),
            ("GIT_COMMITTER_EMAIL", "reader@example.invalid"),
            // If the .NET 8 runtime is not installed, programs for it run on the installed runtime.
            ("DOTNET_ROLL_FORWARD", framework == "net8.0" ? "Major" : "Minor")
        );

    /// <summary>The page for another version of .NET, another port and, without native programs, without its section about them.</summary>
    private static string Adapted(string page, string framework, bool isNative)
    {
        page.ShouldContain("net10.0");
        page.ShouldContain("5080");
        Native().Count(page).ShouldBe(1, "A section is about native programs.");
        page = isNative && File.Exists("/usr/bin/clang") ? page : Native().Replace(page, "");
        return page.Replace("net10.0", framework, StringComparison.Ordinal)
            .Replace("5080", $"{FreePort()}", StringComparison.Ordinal);
    }

    /// <summary>Runs the commands of the workflow in a fresh clone, as the CI does, and returns what each did.</summary>
    /// <param name="place">The repository.</param>
    /// <param name="framework">The version of .NET for which the programs are.</param>
    /// <param name="pattern">Which commands to run. By default, all.</param>
    private Step[] RunWorkflow(string place, string framework, string pattern = "")
    {
        string clone = $"{Path.GetDirectoryName(place)}/ci-{Guid.NewGuid():N}/{Path.GetFileName(place)}";
        _folder.Run("git", "clone", "--quiet", _folder[place], _folder[clone]);
        string[] commands =
        [
            .. RunLine()
                .Matches(File.ReadAllText(Path.Combine(_folder[clone], Workflow)))
                .Select(line => line.Groups["command"].Value),
        ];
        commands.ShouldContain(command => command.StartsWith("dotnet agentwire diff", StringComparison.Ordinal));
        using PageFollower machine = ReaderIn(clone, framework);
        return
        [
            .. commands
                .Where(command => Regex.IsMatch(command, pattern))
                .Select(command =>
                {
                    (int exitCode, string output) = machine.Run(command);
                    return new Step(command, exitCode, output);
                }),
        ];
    }

    private void ShouldBeOurs()
    {
        foreach (string package in Packages)
        {
            _folder.ShouldHaveInstalledOurs(package);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(
        @"^## (?:\d+\. )?Native programs$.*?(?=^Stop |\z)",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Native();

    [GeneratedRegex(@"^ +- run: (?<command>.+)$", RegexOptions.Multiline)]
    private static partial Regex RunLine();

    private sealed record Step(string Command, int ExitCode, string Output);

    /// <summary>One folder for all tests, so that downloads are shared.</summary>
    public sealed class SharedFolder : IDisposable
    {
        public SharedFolder()
        {
            // The reader's home is a folder of its own, with the settings of the user who runs the tests.
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            string settings = Path.Combine(home, ".nuget", "NuGet", "NuGet.Config");
            if (File.Exists(settings))
            {
                Folder.Write(Path.Combine("home", ".nuget", "NuGet", "NuGet.Config"), File.ReadAllText(settings));
            }
        }

        public FreshFolder Folder { get; } = new(PackageFolder.Path);

        public void Dispose() => Folder.Dispose();
    }
}

namespace AgentWire.Review.Tests;

public class WireGateTests
{
    // A member of the dialect.
    private const string Small = "\"A small one.\", \"type\": \"integer\", \"minimum\": 0, \"maximum\": 255";
    private const string Smaller = "\"A small one.\", \"type\": \"integer\", \"minimum\": 0, \"maximum\": 100";

    private const string Unchanged = "Nothing has changed on the wire since v0.1.0.\n";

    [ProgramFact("git")]
    public void A_schema_narrowing_fails_until_changelog_and_versions_tell_of_it()
    {
        using TemporaryRepository repository = new();
        repository.Release("v0.1.0");
        repository.Run("wire").ShouldBe((0, Unchanged, ""));

        repository.Edit("server.schema.json", Small, Smaller);
        repository
            .Run("wire")
            .ShouldBe(
                (
                    1,
                    "Changes on the wire since v0.1.0: 1 breaking for writers.\n",
                    """
                    lantern has changed since v0.1.0 (breaking for writers): `version` in spec/lantern/dialect.json is 1.0 and must be 2.0 or more.
                    lantern has changed since v0.1.0 (breaking for writers): CHANGELOG.md has no entry "- lantern 1.0: …" under "### Wire" above 0.1.0.
                    The contract has changed since v0.1.0 (breaking for writers): the version in Directory.Build.props is 0.1.0 and must be 0.2.0 or more.

                    """
                )
            );

        repository.Edit("dialect.json", "\"version\": \"1.0\"", "\"version\": \"2.0\"");
        repository.SetVersion("0.2.0", baseline: "0.1.0");
        repository
            .Run("wire")
            .Errors.ShouldBe(
                "lantern has changed since v0.1.0 (breaking for writers): CHANGELOG.md has no entry \"- lantern 2.0: …\" under \"### Wire\" above 0.1.0.\n"
            );

        repository.SetChangelog("## Unreleased\n\n### API\n- lantern 2.0: not here.\n\n");
        repository.Run("wire").ExitCode.ShouldBe(1);

        repository.SetChangelog("## Unreleased\n\n### Wire\n- lantern 2.0: a count is at most 100.\n\n");
        repository
            .Run("wire")
            .ShouldBe((0, "Changes on the wire since v0.1.0: 1 breaking for writers, 1 documentation only.\n", ""));
    }

    [Theory]
    [InlineData("'nonsense'", "nonsense")]
    [InlineData("'--colour'", "wire", "--colour")]
    [InlineData("'--out'", "page")]
    public void A_command_line_that_makes_no_sense_is_no_failed_gate(string reason, params string[] arguments)
    {
        using TemporaryRepository repository = new();
        (int exitCode, string output, string errors) = repository.Run(arguments);
        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain(reason);
    }

    [ProgramFact("git")]
    public void From_the_next_version_on_the_packages_are_compared_with_the_released_ones()
    {
        using TemporaryRepository repository = new();
        repository.Release("v0.1.0");
        repository.Run("wire").ExitCode.ShouldBe(0);

        repository.SetVersion("0.1.1");
        repository
            .Run("wire")
            .ShouldBe(
                (
                    1,
                    Unchanged,
                    "v0.1.0 is released: PackageValidationBaselineVersion in Directory.Build.props is \"\" and must be 0.1.0.\n"
                )
            );

        repository.SetVersion("0.1.1", baseline: "0.1.0");
        repository.Run("wire").ShouldBe((0, Unchanged, ""));
    }

    [ProgramFact("git")]
    public void Only_the_last_release_that_the_checkout_descends_from_counts()
    {
        using TemporaryRepository repository = new();
        repository.Release("v0.1.0");
        repository.Git("checkout", "--quiet", "-b", "other");
        repository.Edit("dialect.json", "\"version\": \"1.0\"", "\"version\": \"3.0\"");
        repository.Release("v0.9.0");
        repository.Git("checkout", "--quiet", "-");
        repository.Git("tag", "v1.0.0-preview");
        repository.Git("tag", "nightly");
        repository.Run("wire").ShouldBe((0, Unchanged, ""));
    }

    [ProgramFact("git")]
    public void A_release_may_be_named()
    {
        using TemporaryRepository repository = new();
        repository.Release("v0.1.0");
        repository.Edit("server.schema.json", Small, Smaller);
        repository.Release("v0.2.0");
        repository.Run("wire").ExitCode.ShouldBe(0);
        repository.Run("wire", "--since", "v0.1.0").ExitCode.ShouldBe(1);
        repository
            .Run("wire", "--since", "v0.3.0")
            .ShouldBe((2, "", "v0.3.0 is not the tag of a release (vMAJOR.MINOR.PATCH)\n"));
    }

    [ProgramFact("git")]
    public void Without_a_release_the_gate_says_so_and_passes()
    {
        using TemporaryRepository repository = new();
        repository.Run("wire").ShouldBe((0, "The wire is not compared: this is not a git repository.\n", ""));
        repository.Release("nightly");
        repository
            .Run("wire")
            .ShouldBe(
                (
                    0,
                    "The wire is not compared: there is no release yet: the history has no tag vMAJOR.MINOR.PATCH.\n",
                    ""
                )
            );
    }

    [ProgramFact("git")]
    public void A_history_that_git_cannot_read_fails()
    {
        using TemporaryRepository repository = new();
        Directory.CreateDirectory(Path.Combine(repository.Folder, ".git"));
        (int exitCode, _, string errors) = repository.Run("wire");
        errors.ShouldStartWith("git tag --list --merged HEAD: fatal: ");
        exitCode.ShouldBe(2);
    }
}

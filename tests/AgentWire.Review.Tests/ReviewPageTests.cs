namespace AgentWire.Review.Tests;

/// <summary>The page that a release reviewer reads.</summary>
public class ReviewPageTests
{
    // A member of the dialect.
    private const string Small = "\"A small one.\", \"type\": \"integer\", \"minimum\": 0, \"maximum\": 255";
    private const string Smaller = "\"A small one.\", \"type\": \"integer\", \"minimum\": 0, \"maximum\": 100";

    [ProgramFact("git")]
    public void It_tells_API_wire_and_changelog_since_the_release()
    {
        using TemporaryRepository repository = new();
        repository.AddPackage("Sample", $"namespace Sample {{ public class Old; {Both("")} }}");
        repository.Release("v0.1.0");
        repository.AddPackage("Sample", $"namespace Sample {{ {Both("public int B => 0;")} }}");
        repository.AddPackage("Another", "namespace Another { public class C; }");
        repository.Edit("server.schema.json", "\"description\": \"A mood.\"", "\"description\": \"How it feels.\"");
        repository.Edit("server.schema.json", Small, Smaller);
        repository.SetVersion("0.2.0", baseline: "0.1.0");
        repository.SetChangelog("## 0.2.0\n\n### Wire\n- lantern 1.0: a count is at most 100.\n\n");
        Page(repository)
            .ShouldBe(
                """
                # Review of 0.2.0

                What has changed since v0.1.0.

                ## In the API

                ### Another

                Everything is new: api/Another.net10.0.txt

                ### Sample

                Removed (breaking), with the enclosing declarations:

                ```csharp
                namespace Sample
                    public class Old
                        public Old()
                ```

                Added, with the enclosing declarations:

                ```csharp
                namespace Sample
                    public sealed class Both
                        public int B { get; }
                ```


                ## On the wire

                Changes on the wire since v0.1.0: 1 breaking for writers, 1 documentation only.

                **Not ready**: lantern has changed since v0.1.0 (breaking for writers): `version` in spec/lantern/dialect.json is 1.0 and must be 2.0 or more.

                ### Breaking for writers

                | where | what | because | rule |
                |---|---|---|---|
                | lantern Event.found.count | 0 to 100, and was 0 to 255 | an older writer can write a value that is out of range | `bounds-narrowed` |

                ### Documentation only

                | where | what | because | rule |
                |---|---|---|---|
                | lantern Mood | its description has changed | no byte changes | `words-changed` |

                ## In the changelog

                ### 0.2.0

                #### Wire
                - lantern 1.0: a count is at most 100.


                """
            );
    }

    [Fact]
    public void That_of_the_first_release_tells_what_there_is()
    {
        using TemporaryRepository repository = new();
        string page = Page(repository);
        page.ShouldContain("Everything is new: this is not a git repository.\n");
        page.ShouldContain("- lantern 1.0: ");
        page.ShouldContain("#### Wire\n- lantern 1.0: all of it.\n");
    }

    [ProgramFact("git")]
    public void A_listing_that_is_not_what_is_built_is_told_in_place_of_no_change()
    {
        using TemporaryRepository repository = new();
        repository.AddPackage("Sample", $"namespace Sample {{ {Both("")} }}", "net10.0", "net8.0");
        repository.Release("v0.1.0");
        ApiPart(repository).ShouldBe("### Sample\n\nNothing has changed.");

        repository.Build("Sample", $"namespace Sample {{ {Both("public int B => 0;")} }}", "net8.0");
        ApiPart(repository)
            .ShouldBe(
                "### Sample\n\n**Not ready**: api/Sample.net8.0.txt does not match the built API. The following is the listing in api/. To fix it: ./build.sh Approve"
            );

        Directory.Delete(
            Path.Combine(repository.Folder, "src", "Sample", "bin", "Release", "net10.0"),
            recursive: true
        );
        string page = ApiPart(repository);
        page.ShouldContain("**Not ready**: Sample is not built for net10.0, so its listing can be out of date.");
        page.ShouldNotContain("Nothing has changed.");

        repository.Build("Sample", $"namespace Sample {{ {Both("")} }}", "net8.0");
        repository.Build("Sample", $"namespace Sample {{ {Both("")} }}");
        File.WriteAllText(Path.Combine(repository.Folder, "api", "Sample.net9.0.txt"), "");
        ApiPart(repository)
            .ShouldBe(
                "### Sample\n\nNothing has changed.\n\n**Not ready**: api/Sample.net9.0.txt does not belong to a package or target. To fix it: ./build.sh Approve"
            );
    }

    [ProgramFact("git")]
    public void Targets_that_differ_are_told_apart()
    {
        using TemporaryRepository repository = new();
        repository.AddPackage("Sample", $"namespace Sample {{ {Both("")} }}", "net10.0", "net8.0", "netstandard2.0");
        repository.Release("v0.1.0");
        repository.Build("Sample", $"namespace Sample {{ {Both("public int B => 0;")} }}");
        repository.Run("approve").ExitCode.ShouldBe(0);
        ApiPart(repository)
            .ShouldBe(
                """
                ### Sample

                For net10.0:

                Added, with the enclosing declarations:

                ```csharp
                namespace Sample
                    public sealed class Both
                        public int B { get; }
                ```

                For net8.0, netstandard2.0:

                Nothing has changed.

                Only in net10.0, not in net8.0, netstandard2.0:

                ```csharp
                namespace Sample
                    public sealed class Both
                        public int B { get; }
                ```
                """
            );
    }

    private static string Both(string members) => $"public sealed class Both {{ public int A => 0; {members} }}";

    private static string ApiPart(TemporaryRepository repository) =>
        Page(repository).Split("## In the API\n\n")[1].Split("## On the wire")[0].TrimEnd();

    private static string Page(TemporaryRepository repository)
    {
        string file = Path.Combine(repository.Folder, "artifacts", "review.md");
        repository.Run("page", "--out", file).ShouldBe((0, $"{file}\n", ""));
        return File.ReadAllText(file);
    }
}

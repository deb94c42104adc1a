using AgentWire.Tool.Tests;

namespace AgentWire.Review.Tests;

/// <summary>The page that a release reviewer reads.</summary>
public class ReviewPageTests
{
    [ProgramFact("git")]
    public void It_tells_API_wire_and_changelog_since_the_release()
    {
        using TemporaryRepository repository = new();
        repository.AddPackage(
            "Sample",
            "namespace Sample\n    public sealed record Old\n    public sealed record Both\n        public int A { get; }\n"
        );
        repository.Release("v0.1.0");
        repository.AddPackage(
            "Sample",
            "namespace Sample\n    public sealed record Both\n        public int A { get; }\n        public int B { get; }\n"
        );
        repository.AddPackage("Another", "namespace Another\n");
        repository.Edit("server.schema.json", "\"description\": \"A mood.\"", "\"description\": \"How it feels.\"");
        repository.Edit("server.schema.json", "\"maximum\": 255", "\"maximum\": 100");
        repository.SetVersion("0.2.0", baseline: "0.1.0");
        repository.SetChangelog("## 0.2.0\n\n### Wire\n- lantern 1.0: a count is at most 100.\n\n");
        Page(repository)
            .ShouldBe(
                """
                # Review of 0.2.0

                What has changed since v0.1.0.

                ## In the API

                ### Another

                All of it is new: api/Another.txt lists it.

                ### Sample

                Removed, with what it belongs to:

                ```csharp
                namespace Sample
                    public sealed record Old
                ```

                Added, with what it belongs to:

                ```csharp
                namespace Sample
                    public sealed record Both
                        public int B { get; }
                ```


                ## On the wire

                Changes on the wire since v0.1.0: 1 breaking for writers, 1 documentation only.

                **Not ready**: lantern has changed since v0.1.0 (breaking for writers): `version` in spec/lantern/dialect.json is 1.0 and must be 2.0 or more.

                ### Breaking for writers

                | where | what | because | rule |
                |---|---|---|---|
                | lantern Event.found.count | 0 to 100, and was 0 to 255 | an older writer may write what is out of range | `bounds-narrowed` |

                ### Documentation only

                | where | what | because | rule |
                |---|---|---|---|
                | lantern Mood | what is told of it is worded otherwise | no byte differs | `words-changed` |

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
        page.ShouldContain("Everything is new: this is no git repository.\n");
        page.ShouldContain("- lantern 1.0: ");
        page.ShouldContain("#### Wire\n- lantern 1.0: all of it.\n");
    }

    private static string Page(TemporaryRepository repository)
    {
        string file = Path.Combine(repository.Folder, "artifacts", "review.md");
        repository.Run("page", "--out", file).ShouldBe((0, $"{file}\n", ""));
        return File.ReadAllText(file);
    }
}

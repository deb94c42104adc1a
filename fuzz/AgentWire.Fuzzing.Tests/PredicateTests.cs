using AgentWire.Fuzzing.Differential;
using AgentWire.Fuzzing.Peers;
using AgentWire.Shared.Conformance;

namespace AgentWire.Fuzzing.Tests;

public sealed class PredicateTests
{
    /// <summary>Expectations that are listed although they cannot occur in a run.</summary>
    private static readonly Dictionary<string, string> NotShown = new()
    {
        ["integer-beyond-2^53"] = "every bound is below 2^53 or that of 64 bits",
        ["not-a-number-is-not-written"] = "it lies in writing alone",
        ["sessions-and-tasks-have-a-form"] = "the peer has the contract's form",
        ["tool-use-delta-has-a-form"] = "the peer has the contract's form",
        ["mirrored-facts-agree"] = "the peer compares the two places; the schemas' view of it is mirror",
        ["unknown-members-are-ignored"] = "the peer and the schemas ignore them too",
        ["agent-id-is-not-blank"] = "the peer and the schemas take what the contract takes",
        ["send-message-has-a-request-id"] = "the peer and the schemas require it too",
        ["malformed-members-are-refused"] = "the peer and the schemas refuse them too",
        ["limits-are-not-clamped"] = "the peer and the schemas refuse them too",
        ["keepalive-is-specified-only"] = "the peer has the contract's form",
        ["response-may-be-absent"] = "the peer and the schemas take its absence too",
    };

    public static TheoryData<string> Names =>
        [.. PinnedExample.All.Select(example => example.Expectation.Predicate).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_predicate_matches_its_examples_and_no_near_input(string name)
    {
        Predicates predicates = new();
        foreach (PinnedExample example in PinnedExample.All.Where(example => example.Expectation.Predicate == name))
        {
            predicates.Of(example.Explains).ShouldContain(example.Expectation);
            predicates.Of(example.Near).ShouldNotContain(example.Expectation);
        }
    }

    [Fact]
    public void NJsonSchema_differs_over_the_examples_as_they_say() => CheckExamples(new NJsonSchemaPeer());

    [PeerFact]
    [Trait("Category", "Peers")]
    public void Serde_differs_over_the_examples_as_they_say() => CheckExamples(TesteePeer.Serde());

    [PeerFact]
    [Trait("Category", "Peers")]
    public void Ajv_differs_over_the_examples_as_they_say() => CheckExamples(TesteePeer.Ajv());

    [Fact]
    public void Every_reason_and_every_difference_that_is_listed_has_an_example()
    {
        HashSet<string> listed =
        [
            .. Repository
                .Json(Path.Combine(Repository.Spec, "vectors.schema.json"))
                .GetProperty("definitions")
                .GetProperty("Case")
                .GetProperty("properties")
                .GetProperty("schema")
                .GetProperty("enum")
                .EnumerateArray()
                .Select(value => value.GetString()!.Split(": "))
                .Where(parts => parts.Length > 1)
                .Select(parts => parts[1]),
            .. WireDialects
                .All.Where(dialect => dialect.Name != TesteePeer.NotOfSerde)
                .SelectMany(dialect =>
                    Repository
                        .Manifest(dialect.Name)
                        .GetProperty("differences")
                        .EnumerateArray()
                        .Select(difference => difference.GetProperty("id").GetString()!)
                ),
        ];
        HashSet<string> shown = [.. PinnedExample.All.Select(example => example.Expectation.Predicate)];
        listed.Where(name => !shown.Contains(name)).ShouldBe(NotShown.Keys, ignoreOrder: true);
    }

    [Fact]
    public void An_example_stands_once() => PinnedExample.All.Select(example => example.Expectation).ShouldBeUnique();

    private static void CheckExamples(Peer peer)
    {
        using (peer)
        {
            PinnedExample[] examples = [.. PinnedExample.All.Where(each => each.Expectation.Peer == peer.Name)];
            examples.ShouldNotBeEmpty();
            Question[] questions = [.. examples.Select(example => example.Explains)];
            Answer[] ours = new Library().Ask(questions);
            Answer[] theirs = peer.Ask(questions);
            for (int i = 0; i < examples.Length; i++)
            {
                DifferentialRun
                    .Compare(ours[i], theirs[i])
                    .ShouldBe(examples[i].Expectation.Difference, $"{examples[i].Expectation}");
            }
        }
    }
}

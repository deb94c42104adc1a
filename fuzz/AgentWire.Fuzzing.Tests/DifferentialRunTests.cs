using AgentWire.Fuzzing.Corpus;
using AgentWire.Fuzzing.Differential;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Fuzzing.Peers;
using AgentWire.Shared.Contracts;
using AgentWire.Walrus;
using FsCheck.Fluent;

namespace AgentWire.Fuzzing.Tests;

public sealed class DifferentialRunTests
{
    [Fact]
    public void NJsonSchema_differs_where_a_predicate_says_why()
    {
        ulong seed = (ulong)Random.Shared.NextInt64(1_000_000);
        DifferentialRun run = new(new Library(), [new NJsonSchemaPeer()]);
        Mutator mutator = new(SeedCorpus.Load(), seed);
        run.Ask([.. Enumerable.Range(0, 5_000).Select(number => Question(mutator, number))], number => $"{number}");
        run.Unexplained.ShouldBeEmpty($"seed {seed}");
        run.Accepted.ShouldBeGreaterThan(500);
    }

    /// <summary>Checks that serde reads messages of every type that the library writes, and writes the same bytes.</summary>
    [PeerFact]
    [Trait("Category", "Peers")]
    public void Serde_gives_back_what_the_library_writes()
    {
        using Peer serde = TesteePeer.Serde();
        DifferentialRun run = new(new Library(), [serde]);
        foreach (WireCodec codec in ContractTypes.Codecs)
        {
            Question[] questions =
            [
                .. ContractValues
                    .Of(codec, spoiled: false)
                    .Sample(200)
                    .Select(value => new Question(codec, ContractValues.Write(codec, value!))),
            ];
            long accepted = run.Accepted;
            run.Ask(questions, number => $"made {number}");
            run.Accepted.ShouldBe(accepted + questions.Length, $"{codec.Dialect} {codec.TypeName}");
        }

        run.Unexplained.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(nameof(Verdict.Refuses), nameof(Difference.Refuses))]
    [InlineData(nameof(Verdict.Accepts), nameof(Difference.Writes))]
    [InlineData(nameof(Verdict.Fails), nameof(Difference.Fails))]
    public void A_peer_that_is_wrong_once_is_found(string verdict, string difference)
    {
        Answer wrong = new(Enum.Parse<Verdict>(verdict), [1]);
        Question[] questions = [.. Sessions(WalrusWire.Dialect).Select(seed => new Question(seed.Codec, seed.Message))];
        Disagreement found = Only(new(new Library(), [new WrongOnce(questions[17], wrong)]), questions);
        found.Question.ShouldBe(questions[17]);
        found.Difference.ToString().ShouldBe(difference);
    }

    [Fact]
    public void A_library_that_is_wrong_once_is_found()
    {
        Question[] questions = [new(WalrusWire.Server, "{}"u8.ToArray())];
        Only(new(new WrongOnce(questions[0], Answer.Accepts), [new NJsonSchemaPeer()]), questions)
            .Difference.ShouldBe(Difference.Refuses);
    }

    /// <summary>Checks that an input that a predicate explains is still found if the peer differs in another way.</summary>
    [Fact]
    public void A_predicate_explains_its_own_difference_alone()
    {
        PinnedExample example = PinnedExample.All.First(each => each.Expectation.Predicate == "unknown-tags-are-kept");
        Only(
            new(new Library(), [new WrongOnce(example.Explains, new(Verdict.Accepts, [1]), "serde")]),
            [example.Explains]
        )
            .Difference.ShouldBe(Difference.Writes);
    }

    private static Disagreement Only(DifferentialRun run, Question[] questions)
    {
        run.Ask(questions, _ => "");
        return run.Unexplained.ShouldHaveSingleItem();
    }

    private static Seed[] Sessions(WireDialect dialect) => SeedCorpus.Load([dialect]).Dialects[0].Seeds[^100..];

    private static Question Question(Mutator mutator, long number)
    {
        WireCodec codec = mutator.Make(number);
        return new(codec, mutator.Input.ToArray());
    }

    /// <summary>The library with one wrong answer.</summary>
    private sealed class WrongOnce(Question over, Answer wrong, string name = "wrong") : Peer
    {
        public override string Name => name;

        public override Answer[] Ask(IReadOnlyList<Question> questions) =>
            [.. questions.Zip(new Library().Ask(questions), (question, right) => question == over ? wrong : right)];
    }
}

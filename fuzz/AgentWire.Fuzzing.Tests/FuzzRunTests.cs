using System.Text;
using AgentWire.Fuzzing.Corpus;
using AgentWire.Fuzzing.Fuzzing;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Lantern;
using AgentWire.Walrus;

namespace AgentWire.Fuzzing.Tests;

public sealed class FuzzRunTests
{
    private static readonly SeedCorpus Seeds = SeedCorpus.Load([WalrusWire.Dialect]);

    [Fact]
    public void The_library_keeps_its_promises()
    {
        FuzzPlan plan = new((ulong)Random.Shared.NextInt64(), 0, 20_000, TimeSpan.FromMinutes(5), 2);
        FuzzResult result = new FuzzRun(SeedCorpus.Load(SeedCorpus.AllDialects), plan, FuzzTarget.Of).Run();
        result.Findings.ShouldBeEmpty($"seed {plan.Seed}");
        result.Inputs.ShouldBe(20_000);
        result.Verdicts[WireErrorCode.None].ShouldBeGreaterThan(2_000);
        result.Verdicts.Values.Sum().ShouldBe(20_000);
    }

    [Fact]
    public void Every_seed_keeps_the_promises_unchanged()
    {
        foreach (Seed seed in SeedCorpus.Load(SeedCorpus.AllDialects).Dialects.SelectMany(dialect => dialect.Seeds))
        {
            FuzzTarget target = FuzzTarget.Of(seed.Codec);
            for (int number = 0; number < 64; number++)
            {
                target.Check(seed.Message, number);
            }
        }
    }

    [Fact]
    public void An_exception_is_a_finding_that_its_number_repeats()
    {
        FuzzFinding finding = Run(
            input => input.IndexOf("session"u8) >= 0,
            _ => throw new InvalidOperationException("x")
        );
        finding.What.ShouldContain(nameof(InvalidOperationException));
        Mutator mutator = new(Seeds, 1);
        mutator.Make(finding.Number).ShouldBe(finding.Codec);
        mutator.Input.SequenceEqual(finding.Input).ShouldBeTrue();
        Encoding.UTF8.GetString(finding.Input).ShouldContain("session");
    }

    [Fact]
    public void A_broken_promise_is_a_finding() =>
        Run(_ => true, _ => throw new BrokenPromiseException("other bytes")).What.ShouldBe("other bytes");

    [Theory]
    [InlineData("""{"kind":"hello","name":"n","age":1}""", true)]
    [InlineData("""{"kind":"hello","name":"n","age":1,"x":1}""", false)]
    [InlineData("""{"kind":"new"}""", false)]
    public void A_codec_that_reads_in_another_way_for_an_older_peer_is_found(string message, bool isSame)
    {
        WireCodec<Event> codec = LanternWire.Server;
        WireCodec<Event> preserving = codec.With(new() { UnknownMembers = UnknownMemberHandling.Preserve });
        WireCodec<Event> refusing = codec.With(new() { UnknownTags = UnknownTagHandling.Reject });
        FuzzTarget<Event> target = new(codec, [preserving, refusing]);
        byte[] input = Encoding.UTF8.GetBytes(message);
        Action check = () =>
        {
            // The numbers of the inputs that are for the one and for the other peer.
            target.Check(input, 1);
            target.Check(input, 5);
        };
        if (isSame)
        {
            check.ShouldNotThrow();
        }
        else
        {
            check.ShouldThrow<BrokenPromiseException>().Message.ShouldBe("a version of the peer changes what is read");
        }
    }

    [Theory]
    [InlineData("walrus", false, false)]
    [InlineData("smooth-operator", false, false)]
    [InlineData("systemprompt", true, false)]
    [InlineData("untagged", true, false)]
    [InlineData("sorted-maps", false, true)]
    [InlineData("lantern", true, true)]
    public void Values_may_change_only_in_the_ways_of_their_dialect(
        string dialect,
        bool triesShapes,
        bool sortsEntries
    ) => Leeway.Of(dialect).ShouldBe(new Leeway(triesShapes, sortsEntries));

    [Fact]
    public void A_slow_input_is_a_finding() =>
        Run(input => input.IndexOf("pong"u8) >= 0, _ => Thread.Sleep(300)).What.ShouldStartWith("it takes");

    /// <summary>Runs a target that misbehaves for some inputs, and returns the finding.</summary>
    private static FuzzFinding Run(Func<ReadOnlySpan<byte>, bool> over, Action<long> misbehave)
    {
        FuzzPlan plan = new(1, 0, 1_000, TimeSpan.FromMinutes(1), 1);
        return new FuzzRun(Seeds, plan, _ => new Misbehaving(over, misbehave)).Run().Findings[0];
    }

    /// <summary>Misbehaves only for the first such input.</summary>
    private sealed class Misbehaving(Func<ReadOnlySpan<byte>, bool> over, Action<long> misbehave) : FuzzTarget
    {
        private long? _number;

        public override WireErrorCode Check(ReadOnlySpan<byte> input, long number)
        {
            if (_number == number || (_number is null && over(input)))
            {
                _number = number;
                misbehave(number);
            }

            return WireErrorCode.None;
        }
    }
}

namespace AgentWire.Comparison.Tests;

public sealed class MeetTests
{
    private const int MostPairs = 400;

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Noise_is_no_difference(int seed)
    {
        Race race = Compare(slowdown: 1, seed);

        race.Estimate!.Ratio.ShouldBe(1, 0.01);
        race.Estimate.Lowest.ShouldBeLessThan(1);
        race.Estimate.Highest.ShouldBeGreaterThan(1);
        race.Against(Meet.Bound).ShouldBe(Verdict.Holds);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_slowdown_of_2_percent_is_found(int seed)
    {
        Race race = Compare(slowdown: 1 / 0.98, seed);

        race.Estimate!.Ratio.ShouldBe(0.98, 0.01);
        race.Estimate.Highest.ShouldBeLessThan(1);
        race.Against(Meet.Bound).ShouldNotBe(Verdict.Slower);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_slowdown_of_5_percent_is_beyond_the_bound(int seed) =>
        Compare(slowdown: 1 / 0.95, seed).Against(Meet.Bound).ShouldBe(Verdict.Slower);

    [Fact]
    public void It_ends_as_soon_as_the_interval_is_narrow() =>
        Compare(slowdown: 1, seed: 1).Samples.ShouldBeInRange(Estimate.FewestSamples, MostPairs - 1);

    [Fact]
    public void It_is_undecided_when_time_is_up()
    {
        Race race = Compare(slowdown: 1, seed: 1, mostPairs: 3);

        race.Against(Meet.Bound).ShouldBe(Verdict.Undecided);
        Report.ExitCode([race]).ShouldBe(2);
    }

    [Fact]
    public void More_allocation_counts_as_slower()
    {
        byte[]? garbage = null;
        Race race = Compare(
            () => [new Work("work", 1, _ => garbage = new byte[1000])],
            () => [new Work("work", 1, _ => garbage = new byte[1100])]
        );

        race.Allocation!.Value.ShouldBeGreaterThan(1.05);
        race.Against(Meet.Bound).ShouldBe(Verdict.Slower);
        GC.KeepAlive(garbage);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_cost_of_unusual_input_is_measured_beside_the_usual(int seed)
    {
        MadeUpMachine machine = new(slowdown: 1, seed);
        Meet meet = new(machine.LoadUnusual, machine.LoadUnusual, machine.Time, warmUp: _ => { });
        int pairs = 0;
        meet.Run(() => pairs == 20, _ => pairs++);

        meet.Races.Single(race => race.Name == "usual").Cost.ShouldBeNull();
        Race unusual = meet.Races.Single(race => race.Name == "unusual");
        unusual.Cost!.Ratio.ShouldBe(1.2, 0.01);
        unusual.Estimate!.Ratio.ShouldBe(1, 0.02);
        StringWriter report = new();
        Report.Print(meet.Races, report);
        report.ToString().ShouldMatch(@"unusual takes 1\.\d+ times as long as usual \(1\.\d+ to 1\.\d+\)");
    }

    [Fact]
    public void Builds_that_do_not_do_the_same_work_are_not_compared() =>
        Should
            .Throw<ComparisonException>(() =>
                Compare(() => [new Work("work", 1, _ => { })], () => [new Work("work", 2, _ => { })])
            )
            .Message.ShouldContain("work has 1 bytes in the old build and 2 in the present one");

    [Fact]
    public void Work_that_the_old_build_has_and_the_present_one_has_not_is_an_error() =>
        Should
            .Throw<ComparisonException>(() => Compare(() => [new Work("work", 1, _ => { })], () => []))
            .Message.ShouldContain("work has 1 bytes in the old build and 0 in the present one");

    [Fact]
    public void Work_that_only_the_present_build_has_is_left_out() =>
        Compare(
            () => [new Work("work", 1, _ => { })],
            () => [new Work("new", 1, _ => { }), new Work("work", 1, _ => { })]
        )
            .Name.ShouldBe("work");

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1 / 0.9, 1)]
    public void The_exit_code_tells_whether_anything_is_slower(double slowdown, int expected) =>
        Report.ExitCode([Compare(1, seed: 2), Compare(slowdown, seed: 3)]).ShouldBe(expected);

    private static Race Compare(double slowdown, int seed, int mostPairs = MostPairs)
    {
        MadeUpMachine machine = new(slowdown, seed);
        return Compare(machine.LoadOld, machine.LoadPresent, machine.Time, mostPairs);
    }

    private static Race Compare(Func<IReadOnlyList<Work>> old, Func<IReadOnlyList<Work>> present)
    {
        TimeSpan Time(Action work)
        {
            work();
            return TimeSpan.FromMilliseconds(1);
        }

        return Compare(old, present, Time, mostPairs: 1);
    }

    private static Race Compare(
        Func<IReadOnlyList<Work>> old,
        Func<IReadOnlyList<Work>> present,
        Func<Action, TimeSpan> time,
        int mostPairs
    )
    {
        Meet meet = new(old, present, time, warmUp: _ => { });
        int pairs = 0;
        meet.Run(() => pairs == mostPairs, _ => pairs++);
        return meet.Races.Single();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests.State;

/// <summary>A state with a type of the user.</summary>
public sealed partial class TypedStateTests
{
    [Fact]
    public void The_state_is_read_again_only_after_it_has_changed()
    {
        RunState<Plan> run = new(PlanContext.Default.Plan);
        run.ReadState().ShouldBe(new Plan());
        run.Apply(Events.Of("\"STATE_SNAPSHOT\",\"snapshot\":{\"steps\":3}"));
        Plan? three = run.ReadState();
        three.ShouldBe(new Plan { Steps = 3 });
        run.Apply(Events.Of("\"CUSTOM\",\"name\":\"n\",\"value\":1"));
        run.ReadState().ShouldBeSameAs(three);
        run.Apply(Events.Of("\"STATE_DELTA\",\"delta\":[{\"op\":\"replace\",\"path\":\"/steps\",\"value\":4}]"));
        run.ReadState().ShouldBe(new Plan { Steps = 4 });
        run.ToSnapshot().ReadState(PlanContext.Default.Plan).ShouldBe(new Plan { Steps = 4 });
    }

    [Fact]
    public void A_state_of_another_type_is_an_error_until_it_fits_again()
    {
        RunState<Plan> run = new(PlanContext.Default.Plan, state: RawJson.Parse("[]"));
        Should.Throw<JsonException>(() => run.ReadState());
        run.Apply(Events.Of("\"STATE_SNAPSHOT\",\"snapshot\":null"));
        run.ReadState().ShouldBeNull();
        run.Apply(Events.Of("\"STATE_SNAPSHOT\",\"snapshot\":{\"steps\":1}"));
        run.ReadState().ShouldBe(new Plan { Steps = 1 });
    }

    internal sealed record Plan
    {
        [JsonPropertyName("steps")]
        public int Steps { get; init; }
    }

    [JsonSerializable(typeof(Plan))]
    internal sealed partial class PlanContext : JsonSerializerContext;
}

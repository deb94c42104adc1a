using AgentWire.SystemPrompt;

namespace AgentWire.Tests.SystemPrompt;

public class CustomPayloadTests
{
    private static readonly WireTimestamp Time = WireTimestamp.FromUnix(0);

    [Fact]
    public void A_known_name_with_a_value_that_fits_is_typed()
    {
        AgUiEvent.Custom message = new()
        {
            Timestamp = Time,
            Payload = new CustomPayload.SkillLoaded
            {
                Value = new SkillLoadedCustomPayload { SkillId = "s", SkillName = "n" },
            },
        };

        string json = SystemPromptWire.Server.ToJson(message);

        json.ShouldBe(
            """{"type":"CUSTOM","timestamp":"1970-01-01T00:00:00Z","name":"skill_loaded","value":{"skillId":"s","skillName":"n"}}"""
        );
        SystemPromptWire.Server.Read(json).ShouldBe(message);
    }

    [Theory]
    [InlineData("anything", "1")]
    [InlineData("skill_loaded", """{"skillId":1,"skillName":"n"}""")]
    public void Anything_else_is_generic(string name, string value)
    {
        CustomPayload.Generic payload = CustomPayload.Generic.Create(name, RawJson.Parse(value));
        AgUiEvent.Custom message = new() { Timestamp = Time, Payload = payload };

        SystemPromptWire.Server.Read(SystemPromptWire.Server.ToJson(message)).ShouldBe(message);
        payload.Name.ShouldBe(name);
        payload.Value.ToString().ShouldBe(value);
    }

    [Fact]
    public void A_generic_payload_cannot_hold_what_is_typed()
    {
        RawJson value = RawJson.Parse("""{"skillName":"n","skillId":"s","more":1}""");

        Should.Throw<ArgumentException>(() => CustomPayload.Generic.Create("skill_loaded", value));
        Should.Throw<ArgumentNullException>(() => CustomPayload.Generic.Create(null!, value));
        CustomPayload.Generic.Create("Skill_loaded", value).Name.ShouldBe("Skill_loaded");
        CustomPayload.Generic.Create("artifact", value).Value.ShouldBe(value);

        const string Artifact =
            """{"artifact":{"id":"i","title":null,"description":null,"parts":[],"extensions":[],"metadata":{"artifact_type":"t","context_id":"00000000-0000-4000-8000-000000000001","created_at":"c","task_id":"k"}},"taskId":"k","contextId":"00000000-0000-4000-8000-000000000001"}""";
        Should
            .Throw<ArgumentException>(() => CustomPayload.Generic.Create("artifact", RawJson.Parse(Artifact)))
            .ParamName.ShouldBe("content");
    }

    [Fact]
    public void A_value_may_come_before_its_name()
    {
        const string Json = """
            {"value":{"skillName":"n","x":[1],"skillId":"s"},"timestamp":"1970-01-01T00:00:00Z","type":"CUSTOM","name":"skill_loaded"}
            """;

        CustomPayload.SkillLoaded payload = Payload(Json).ShouldBeOfType<CustomPayload.SkillLoaded>();

        payload.Value.SkillId.ShouldBe("s");
        payload.Value.Extra.Count.ShouldBe(1);
        Payload(Json.Replace("\"s\"", "2", StringComparison.Ordinal))
            .ShouldBeOfType<CustomPayload.Generic>()
            .Value.ToString()
            .ShouldBe("""{"skillName":"n","x":[1],"skillId":2}""");
    }

    [Fact]
    public void A_missing_payload_is_refused_when_written()
    {
        AgUiEvent.Custom message = new() { Timestamp = Time, Payload = null! };

        Should
            .Throw<WireException>(() => SystemPromptWire.Server.ToJson(message))
            .Code.ShouldBe(WireErrorCode.NotRepresentable);
    }

    [Fact]
    public void Data_that_are_no_object_are_refused_when_written()
    {
        ArtifactPart part = new ArtifactPart.Data { Value = RawJson.Parse("[]") };

        Should
            .Throw<WireException>(() => SystemPromptWire.ArtifactPart.ToJson(part))
            .Code.ShouldBe(WireErrorCode.NotRepresentable);
    }

    private static CustomPayload Payload(string json) =>
        SystemPromptWire
            .Server.With(new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve })
            .Read(json)
            .ShouldBeOfType<AgUiEvent.Custom>()
            .Payload;
}

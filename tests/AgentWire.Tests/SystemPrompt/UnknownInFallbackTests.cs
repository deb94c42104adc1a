using System.Text;
using AgentWire.SystemPrompt;

namespace AgentWire.Tests.SystemPrompt;

/// <summary>Unions with a fallback also refuse what the options refuse, because it is not an error of the shape.</summary>
public sealed class UnknownInFallbackTests
{
    private const string Skill =
        """{"type":"CUSTOM","timestamp":"2026-01-02T03:04:05Z","name":"skill_loaded","value":{"skillId":"s","skillName":"n","x":1}}""";

    private const string Part = """{"text":"t","x":1}""";

    [Fact]
    public void An_unknown_member_is_refused_where_that_is_asked_for()
    {
        WireOptions reject = new() { UnknownMembers = UnknownMemberHandling.Reject };
        WireError error = Refusal(SystemPromptWire.Server.With(reject), Skill);
        error.Code.ShouldBe(WireErrorCode.UnknownMember);
        error.Pointer.ShouldBe("/value/x");

        error = Refusal(SystemPromptWire.ArtifactPart.With(reject), Part);
        error.Code.ShouldBe(WireErrorCode.UnknownMember);
        error.Pointer.ShouldBe("/x");
    }

    [Fact]
    public void Otherwise_the_typed_variant_is_read()
    {
        AgUiEvent.Custom custom = SystemPromptWire.Server.Read(Skill).ShouldBeOfType<AgUiEvent.Custom>();
        custom.Payload.ShouldBeOfType<CustomPayload.SkillLoaded>();
        SystemPromptWire.ArtifactPart.Read(Part).ShouldBeOfType<ArtifactPart.Text>();
    }

    private static WireError Refusal<T>(WireCodec<T> codec, string json)
        where T : notnull
    {
        codec.TryRead(Encoding.UTF8.GetBytes(json), out _, out WireError error).ShouldBeFalse();
        return error;
    }
}

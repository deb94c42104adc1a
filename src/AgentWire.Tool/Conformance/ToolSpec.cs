using AgentWire.Spec.Files;

namespace AgentWire.Tool.Conformance;

/// <summary>The specification that the tool contains.</summary>
internal static class ToolSpec
{
    public static SpecFiles Files() => SpecFiles.EmbeddedIn(typeof(ToolSpec).Assembly, "the tool");
}

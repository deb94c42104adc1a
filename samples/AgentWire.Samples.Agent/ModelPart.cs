namespace AgentWire.Samples.Agent;

/// <summary>A part of what a model says.</summary>
internal abstract record ModelPart
{
    /// <summary>A piece of what it thinks.</summary>
    public sealed record Thought(string Text) : ModelPart;

    /// <summary>A piece of its answer.</summary>
    public sealed record Answer(string Text) : ModelPart;

    /// <summary>A call of a tool.</summary>
    public sealed record Call(string Tool, RawJson Arguments) : ModelPart;
}

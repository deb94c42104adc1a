namespace AgentWire.Spec.Compatibility;

/// <summary>Classifies one kind of change, as docs/wire-review.md lists it.</summary>
/// <param name="Change">A description of the change.</param>
/// <param name="Why">The reason for the level.</param>
internal sealed record Rule(string Id, Level Level, string Change, string Why);

namespace AgentWire.Spec.Compatibility;

/// <summary>How one kind of change is classified, as docs/wire-review.md lists it.</summary>
/// <param name="Change">What has changed, in words.</param>
/// <param name="Why">The reason for the level.</param>
internal sealed record Rule(string Id, Level Level, string Change, string Why);

namespace AgentWire.Spec.Vectors;

/// <summary>A stream of events and what becomes of it, as <c>spec/streams.schema.json</c> describes.</summary>
/// <param name="Dialect">The dialect.</param>
/// <param name="Name">The name, which is that of the file.</param>
/// <param name="Description">What it shows.</param>
/// <param name="Fault">A fault with which an implementation fails the case.</param>
/// <param name="Input">The frames, as a JSON array.</param>
/// <param name="Expected">What becomes of the stream, as JSON.</param>
/// <param name="BrokenRule">The rule that an event breaks, or null if none is refused.</param>
internal sealed record TestStream(
    string Dialect,
    string Name,
    string Description,
    string Fault,
    byte[] Input,
    byte[] Expected,
    string? BrokenRule
);

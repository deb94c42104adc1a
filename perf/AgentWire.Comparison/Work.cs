namespace AgentWire.Comparison;

/// <summary>A kind of work of a build.</summary>
/// <param name="Name">The name, which is the same in both builds.</param>
/// <param name="Bytes">The number of bytes that a pass reads or writes.</param>
/// <param name="Pass">Makes a number of passes.</param>
internal sealed record Work(string Name, long Bytes, Action<int> Pass);

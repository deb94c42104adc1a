namespace AgentWire.Comparison;

/// <summary>A kind of work of a build.</summary>
/// <param name="Name">The name, which is the same in both builds.</param>
/// <param name="Bytes">The number of bytes that a pass reads or writes.</param>
/// <param name="Pass">Makes a number of passes.</param>
/// <param name="Baseline">The name of the work that does the same with the usual input, or null.</param>
internal sealed record Work(string Name, long Bytes, Action<int> Pass, string? Baseline = null);

namespace AgentWire.Comparison;

/// <summary>One thing that a build does.</summary>
/// <param name="Name">The same in both builds.</param>
/// <param name="Bytes">What a pass reads or writes.</param>
/// <param name="Pass">Makes a number of passes.</param>
internal sealed record Work(string Name, long Bytes, Action<int> Pass);

namespace AgentWire.Runtime.Values;

/// <summary>The versions of a dialect, and those of them that have a type.</summary>
/// <param name="Dialect">The versions of the dialect.</param>
/// <param name="Since">The number of the change that added the type, from 1, or 0 if it was always there.</param>
/// <param name="Until">The number of the change that removed it.</param>
internal sealed record TypeVersions(WireVersions Dialect, int Since, int Until);

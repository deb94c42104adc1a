using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>The tag or the content of an adjacent union that is beside other members. Both are places of one property.</summary>
internal sealed record AdjacentSlot(string WireName, UnionType Union, bool IsTag) : Slot(WireName);

using System.Runtime.InteropServices;

namespace AgentWire.Runs.Verification;

/// <summary>The subagent that something belongs to, or the agent itself: <c>null</c>. The empty identifier is one of its own.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Owner(string? SubagentRunId);

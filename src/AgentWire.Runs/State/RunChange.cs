using System.Runtime.InteropServices;
using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Runs;

/// <summary>What an event changed.</summary>
/// <param name="EventIndex">The index of the event among those that were applied. The first one has 0.</param>
/// <param name="Parts">The parts that changed.</param>
/// <param name="MessageId">The identifier of the message that changed, or null if it is none or several.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RunChange(long EventIndex, RunChanges Parts, string? MessageId = null)
{
    private bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers($"EventIndex = {EventIndex}, Parts = {Parts}, MessageId = {MessageId}");
}

using System.Runtime.InteropServices;
using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Runs;

/// <summary>Something unknown that <see cref="UnknownFilter"/> has dropped.</summary>
/// <param name="Path">The place of what was dropped in the event or the request, as a JSON Pointer. Empty for a whole event.</param>
/// <param name="Tag">The unknown tag, as the peer has written it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DroppedUnknown(string Path, string Tag)
{
    private bool PrintMembers(StringBuilder builder) => builder.AppendMembers($"Path = {Path}, Tag = {Tag}");
}

using System.Runtime.InteropServices;

namespace AgentWire.Tool.Checks;

/// <summary>A number of messages, and the number of their bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Tally
{
    public long Messages;
    public long Bytes;

    public void Add(int bytes)
    {
        Messages++;
        Bytes += bytes;
    }
}

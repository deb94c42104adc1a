using AgentWire.Fuzzing.Peers;

namespace AgentWire.Fuzzing.Tests;

/// <summary>
/// A test that asks serde and ajv: skipped in plain sight where they are not built. <c>./build.sh Differential</c> builds
/// them and skips nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute()
    {
        if (!TesteePeer.AreBuilt && Environment.GetEnvironmentVariable("AGENTWIRE_PEERS") != "1")
        {
            Skip = "Needs tests/peers: ./build.sh Differential, on Debian with cargo, node and npm.";
        }
    }
}

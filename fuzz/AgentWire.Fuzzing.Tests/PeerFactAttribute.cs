using AgentWire.Fuzzing.Peers;

namespace AgentWire.Fuzzing.Tests;

/// <summary>
/// A test that uses serde and ajv. It is visibly skipped if they are not built. <c>./build.sh Differential</c> builds them and
/// skips nothing.
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

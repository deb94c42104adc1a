using AgentWire.CompilerServices;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Formats;

/// <summary>A part that perhaps not every version of the peer has.</summary>
/// <param name="path">The path of the part in the contract.</param>
/// <param name="versions">The versions that have it.</param>
/// <param name="dialect">The dialect, which lists the versions.</param>
internal readonly struct Versioned(string path, VersionSpan versions, Dialect dialect)
{
    private readonly (int Since, int Until) _numbers = dialect.NumbersOf(versions);

    /// <summary>Returns whether the peer has the part.</summary>
    public bool IsKnown(ref WireWriter writer) => writer.Knows(_numbers.Since, _numbers.Until);

    /// <summary>Refuses the part if the peer does not have it.</summary>
    public void Require(ref WireWriter writer) => writer.Require(path, _numbers.Since, _numbers.Until);
}

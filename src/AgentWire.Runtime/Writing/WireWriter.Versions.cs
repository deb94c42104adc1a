using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Versions of the peer. A version is given by its number in the dialect's list of changes, from 1.</summary>
public ref partial struct WireWriter
{
    /// <summary>Returns whether the peer has something that a version has added.</summary>
    public readonly bool Knows(int since) => _json.Options.Target.Level >= since;

    /// <summary>Returns whether the peer has something that a version has added, or 0, and another has removed.</summary>
    public readonly bool Knows(int since, int until) => _json.Options.Target.Knows(since, until);

    /// <summary>Checks that the peer has something that cannot be omitted.</summary>
    /// <param name="what">The path of the type, variant or value.</param>
    /// <param name="since">The version that has added it, or 0.</param>
    /// <param name="until">The version that has removed it.</param>
    /// <exception cref="WireException">The peer does not have it.</exception>
    public readonly void Require(string what, int since, int until = int.MaxValue)
    {
        if (!Knows(since, until))
        {
            WriteTarget target = _json.Options.Target;
            throw _json.Refusal(target.Wanted, target.Describe(what, since, until));
        }
    }
}

using AgentWire.Spec.Model;

namespace AgentWire.Tool.Commands;

/// <summary>Reads an option whose value is the version of a peer.</summary>
internal static class PeerVersion
{
    /// <param name="option">The name of the option.</param>
    /// <param name="text">Its value.</param>
    /// <param name="dialect">The dialect of the peer.</param>
    /// <param name="covered">The versions that the dialect covers.</param>
    /// <exception cref="UsageException">It is not a version, or the dialect does not cover it.</exception>
    public static ContractVersion Read(string option, string text, string dialect, VersionRange covered)
    {
        ContractVersion version =
            ContractVersion.TryParse(text)
            ?? throw new UsageException($"{option} must be a version ({ContractVersion.Form}), not '{text}'");
        return covered.From is { } first && version < first
            ? throw new UsageException($"{dialect} covers version {covered}, and not the version {text} of {option}")
            : version;
    }
}

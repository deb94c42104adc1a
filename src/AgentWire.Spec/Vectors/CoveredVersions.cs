using System.Text.Json;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Vectors;

/// <summary>Finds the versions that a dialect covers, which those of its vectors belong to.</summary>
internal static class CoveredVersions
{
    /// <exception cref="SpecFilesException">The manifest does not have the expected content.</exception>
    public static VersionRange Of(SpecFiles files, string dialect) =>
        files.Read(
            $"{dialect}/dialect.json",
            manifest =>
                manifest.TryGetProperty("upstream", out JsonElement upstream)
                    ? new VersionRange(
                        VersionOf(upstream.GetProperty("versions"), "from"),
                        VersionOf(upstream.GetProperty("versions"), "to")
                    )
                    : new VersionRange(null, VersionOf(manifest, "version"))
        );

    private static ContractVersion? VersionOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement version) ? ContractVersion.Parse(version.GetString()!) : null;
}

using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>What the sections <c>since</c> and <c>until</c> of a manifest say, compared with the versions that the contract covers.</summary>
internal sealed class VersionMarks(Manifest manifest, FindingList findings)
{
    private readonly Dictionary<string, VersionSpan> _spans = new(StringComparer.Ordinal);

    /// <summary>Gets what was said about the paths that were asked for.</summary>
    public IReadOnlyDictionary<string, VersionSpan> Said =>
        _spans.Where(entry => !entry.Value.IsAlways).ToDictionary(StringComparer.Ordinal);

    /// <summary>Returns the versions that have the type, variant, member or value at a path, as far as the manifest says it there.</summary>
    public VersionSpan Of(string path)
    {
        if (!_spans.TryGetValue(path, out VersionSpan span))
        {
            span = Read(path);
            _spans.Add(path, span);
        }

        return span;
    }

    /// <summary>Returns where the manifest says it, or null if it says nothing about the path.</summary>
    public Location? PlaceOf(string path) =>
        manifest.Since.TryTake(path, out _, out Location since) ? since
        : manifest.Until.TryTake(path, out _, out Location until) ? until
        : null;

    private VersionSpan Read(string path)
    {
        ContractVersion? since = manifest.Since.TryTake(path, out ContractVersion from, out Location begins)
            ? from
            : null;
        ContractVersion? until = manifest.Until.TryTake(path, out ContractVersion to, out Location ends) ? to : null;
        CheckWithin(since, begins, $"the contract covers no version without {path}, so this says nothing; remove it");
        CheckWithin(until, ends, $"the contract covers no version with {path}; remove {path} from the schema");
        if (new VersionSpan(since, until).IsEmpty)
        {
            findings.Add(
                ends,
                $"{path} is new in {since} and gone in {until}, so no version has it; `until` is the first version that no longer has it"
            );
        }

        return new VersionSpan(since, until);
    }

    private void CheckWithin(ContractVersion? version, Location place, string why)
    {
        if (version is null)
        {
            return;
        }

        (ContractVersion? from, ContractVersion? to) = manifest.Versions;
        if (from is not null && version <= from)
        {
            findings.Add(place, $"{version} is not after {from}, the first version: {why}");
        }
        else if (to is not null && version > to)
        {
            findings.Add(
                place,
                manifest.Upstream is null
                    ? $"{version} is after {to}, the version of this contract; raise `version`"
                    : $"{version} is after {to}, the last version that was checked; raise `to` in `upstream.versions`"
            );
        }
    }
}

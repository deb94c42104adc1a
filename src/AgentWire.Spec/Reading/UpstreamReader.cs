using System.Globalization;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads the section <c>upstream</c> of a manifest: the reference implementation.</summary>
internal static class UpstreamReader
{
    /// <summary>Returns the reference, or null if there is none.</summary>
    public static Upstream? Read(SpecNode manifest)
    {
        SpecNode? node = manifest.Find("upstream");
        RefuseWithout(node, manifest, "`upstream`", "withoutUpstreamBytes", "differences");
        RefuseWithout(node?.Find("page"), manifest, "`upstream.page`", "constructors");
        if (node is null)
        {
            return null;
        }

        node.AllowOnly("`upstream`", "name", "versions", "commit", "checked", "page", "pageVersion", "types");
        RefuseWithout(node.Find("page"), node, "`page`", "pageVersion");
        return new Upstream(
            node.Get("name").AsText(),
            ReadRange(node.Get("versions")),
            node.FindText("commit"),
            node.Find("checked") is { } day ? ReadDay(day) : null,
            node.FindText("page"),
            node.FindText("pageVersion"),
            node.FindText("types")
        );
    }

    /// <summary>Reads a version.</summary>
    public static ContractVersion ReadVersion(SpecNode node) =>
        ContractVersion.TryParse(node.AsText())
        ?? throw node.Refuse($"\"{node.AsText()}\" is not a version: {ContractVersion.Form}");

    private static VersionRange ReadRange(SpecNode node)
    {
        node.AllowOnly("`upstream.versions`", "from", "to");
        ContractVersion? from = node.Find("from") is { } first ? ReadVersion(first) : null;
        ContractVersion? to = node.Find("to") is { } last ? ReadVersion(last) : null;
        return (from, to) switch
        {
            (null, null) => throw node.Refuse(
                "the first or the last version is expected here, as `from` or `to`; write both if you know them"
            ),
            ({ }, { }) when from > to => throw node.Refuse($"`from` is {from}, which is after {to}; exchange the two"),
            _ => new VersionRange(from, to),
        };
    }

    private static string ReadDay(SpecNode node) =>
        DateOnly.TryParseExact(node.AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? node.AsText()
            : throw node.Refuse($"\"{node.AsText()}\" is not a date, such as 2026-08-22");

    /// <summary>Refuses members that describe what is not there.</summary>
    private static void RefuseWithout(SpecNode? described, SpecNode owner, string name, params string[] members)
    {
        if (described is null && Array.Find(members, owner.Has) is { } member)
        {
            throw owner.Get(member).Refuse($"`{member}` has no effect without {name}; add it, or remove `{member}`");
        }
    }
}

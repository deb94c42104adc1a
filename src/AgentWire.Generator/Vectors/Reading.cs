using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>The result of reading a value.</summary>
internal sealed record Reading
{
    /// <summary>Gets what the value is written as, or null if it is refused.</summary>
    public Json? Output { get; init; }

    /// <summary>Gets why it is refused, or null.</summary>
    public Defect? Defect { get; init; }

    public required ReadingNotes Notes { get; init; }
}

/// <summary>What a reader found that a schema does not describe.</summary>
/// <param name="HoldsUnknown">An unknown variant was kept.</param>
/// <param name="TookNull">A null was read as absent.</param>
/// <param name="LacksCopy">A mirrored fact was in only some of its places.</param>
/// <param name="FellBack">A value did not fit its tag, and was kept by the fallback.</param>
/// <param name="Versions">The versions that have everything that was read and is written.</param>
internal readonly record struct ReadingNotes(
    bool HoldsUnknown,
    bool TookNull,
    bool LacksCopy,
    bool FellBack,
    VersionSpan Versions
);

/// <summary>The first error in a value.</summary>
/// <param name="code">The error code.</param>
/// <param name="place">The place.</param>
/// <param name="spot">The part of the value at the place.</param>
/// <param name="missing">The member that is missing.</param>
internal sealed class Defect(string code, JsonPlace place, Spot spot = Spot.Value, string? missing = null)
    : Exception($"{code} at {string.Join('/', place.Steps)}")
{
    public string Code { get; } = code;

    public int OffsetIn(Json root) => place.OffsetIn(root, spot);

    public string PointerIn(Json root) =>
        missing is null
            ? place.PointerIn(root)
            : place.At(0).PointerIn(place.Replace(root, Json.Object.Of(new JsonMember(missing, Json.Null))));
}

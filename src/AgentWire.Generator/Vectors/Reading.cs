namespace AgentWire.Generator.Vectors;

/// <summary>What reading a value comes to.</summary>
internal sealed record Reading
{
    /// <summary>What the value is written as; null where it is refused.</summary>
    public Json? Output { get; init; }

    /// <summary>Why it is refused.</summary>
    public Defect? Defect { get; init; }

    public required ReadingNotes Notes { get; init; }
}

/// <summary>What a reader came by that a schema does not tell.</summary>
/// <param name="HoldsUnknown">An unknown variant was kept.</param>
/// <param name="TookNull">A null was read as absent.</param>
/// <param name="LacksCopy">A fact stood in some of its places only.</param>
/// <param name="FellBack">A value did not fit its tag, and was kept by the variant that takes any.</param>
internal readonly record struct ReadingNotes(bool HoldsUnknown, bool TookNull, bool LacksCopy, bool FellBack);

/// <summary>The first thing that is wrong with a value.</summary>
/// <param name="code">The error's code.</param>
/// <param name="place">Where.</param>
/// <param name="spot">What of it.</param>
/// <param name="missing">The member that is not there.</param>
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

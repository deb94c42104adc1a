using AgentWire.Spec.Compatibility;

namespace AgentWire.Review;

/// <summary>Determines how much a version must increase for a change. docs/wire-review.md contains the table.</summary>
internal static class VersionStep
{
    /// <summary>Returns the lowest allowed version of a dialect's contract, <c>MAJOR.MINOR</c>.</summary>
    public static Version OfDialect(Version released, Level level) =>
        level == Level.Documentation ? released
        : level.IsBreaking() && released.Major > 0 ? new(released.Major + 1, 0)
        : new(released.Major, released.Minor + 1);

    /// <summary>Returns the lowest allowed version of the packages, <c>MAJOR.MINOR.PATCH</c>.</summary>
    public static Version OfPackages(Version released, Level level) =>
        level == Level.Documentation ? released
        : released.Major > 0
            ? level.IsBreaking() ? new(released.Major + 1, 0, 0)
                : new(released.Major, released.Minor + 1, 0)
        : level.IsBreaking() ? new(0, released.Minor + 1, 0)
        : new(0, released.Minor, released.Build + 1);
}

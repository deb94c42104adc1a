namespace AgentWire.Spec.Compatibility;

/// <summary>Specifies whom a change of the contract breaks. The files in <c>Rules</c> give each kind of change its level.</summary>
[Flags]
internal enum Level
{
    /// <summary>No byte and no verdict changes.</summary>
    Documentation = 0,

    /// <summary>No peer of either version is affected.</summary>
    Additive = 1,

    /// <summary>A new reader refuses or misreads what an old writer writes, or it is no longer canonical.</summary>
    BreaksWriters = 2,

    /// <summary>An old reader refuses or misreads what a new writer writes.</summary>
    BreaksReaders = 4,

    BreaksBoth = BreaksWriters | BreaksReaders,
}

internal static class Levels
{
    public static bool IsBreaking(this Level level) => (level & Level.BreaksBoth) != Level.Documentation;

    public static string InWords(this Level level) =>
        Strongest(level) switch
        {
            Level.BreaksBoth => "breaking for readers and writers",
            Level.BreaksReaders => "breaking for readers",
            Level.BreaksWriters => "breaking for writers",
            Level.Additive => "additive",
            _ => "documentation only",
        };

    /// <summary>Returns the name in JSON, for programs.</summary>
    public static string InJson(this Level level) =>
        Strongest(level) switch
        {
            Level.BreaksBoth => "breaks-both",
            Level.BreaksReaders => "breaks-readers",
            Level.BreaksWriters => "breaks-writers",
            Level.Additive => "additive",
            _ => "documentation",
        };

    // For several changes together: additive changes do not count beside breaking ones.
    private static Level Strongest(Level level) => level.IsBreaking() ? level & Level.BreaksBoth : level;
}

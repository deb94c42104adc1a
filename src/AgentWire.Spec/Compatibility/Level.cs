namespace AgentWire.Spec.Compatibility;

/// <summary>Whom a change of the contract breaks. The files in <c>Rules</c> give each kind of change its level.</summary>
[Flags]
internal enum Level
{
    /// <summary>No byte differs, and no message is judged otherwise.</summary>
    Documentation = 0,

    /// <summary>Peers of either version go on as before.</summary>
    Additive = 1,

    /// <summary>What an implementation of the old contract writes is refused, misread or no longer canonical.</summary>
    BreaksWriters = 2,

    /// <summary>An implementation of the old contract refuses or misreads what is written now.</summary>
    BreaksReaders = 4,

    BreaksBoth = BreaksWriters | BreaksReaders,
}

internal static class Levels
{
    public static bool IsBreaking(this Level level) => (level & Level.BreaksBoth) != 0;

    public static string InWords(this Level level) =>
        Strongest(level) switch
        {
            Level.BreaksBoth => "breaking for readers and writers",
            Level.BreaksReaders => "breaking for readers",
            Level.BreaksWriters => "breaking for writers",
            Level.Additive => "additive",
            _ => "documentation only",
        };

    /// <summary>One word, for programs.</summary>
    public static string InJson(this Level level) =>
        Strongest(level) switch
        {
            Level.BreaksBoth => "breaks-both",
            Level.BreaksReaders => "breaks-readers",
            Level.BreaksWriters => "breaks-writers",
            Level.Additive => "additive",
            _ => "documentation",
        };

    // Of several changes together: what is additive beside does not count.
    private static Level Strongest(Level level) => level.IsBreaking() ? level & Level.BreaksBoth : level;
}

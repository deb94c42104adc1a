namespace AgentWire;

/// <summary>What reading does with a member that the contract does not know.</summary>
public enum UnknownMemberHandling
{
    /// <summary>Checked as JSON, then dropped, as the reference servers do.</summary>
    Ignore = 0,

    /// <summary>
    /// Kept in the value's <c>Extra</c>, and written again. Where an object on the wire is no object of its own in C#, such
    /// as <c>data</c> in smooth-operator's events, its unknown members are kept under its name and written back into it.
    /// </summary>
    Preserve,

    /// <summary>Refused with <see cref="WireErrorCode.UnknownMember"/>.</summary>
    Reject,
}

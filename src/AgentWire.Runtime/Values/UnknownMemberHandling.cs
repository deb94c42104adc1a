namespace AgentWire;

/// <summary>Specifies what a reader does with a member that the contract does not define.</summary>
public enum UnknownMemberHandling
{
    /// <summary>Checks the member as JSON and then drops it, as the reference servers do.</summary>
    Ignore = 0,

    /// <summary>
    /// Keeps the member in the value's <c>Extra</c>, so that it is written again. If an object on the wire is not an object in
    /// C#, such as <c>data</c> in the events of smooth-operator, its unknown members are kept under its name and written back
    /// into it.
    /// </summary>
    Preserve,

    /// <summary>Refuses the message with <see cref="WireErrorCode.UnknownMember"/>.</summary>
    Reject,
}

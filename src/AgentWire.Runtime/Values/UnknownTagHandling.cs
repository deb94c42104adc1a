namespace AgentWire;

/// <summary>Specifies what a reader does with a variant whose tag the contract does not define.</summary>
public enum UnknownTagHandling
{
    /// <summary>Keeps the whole value as the <c>Unknown</c> variant of the union.</summary>
    Keep = 0,

    /// <summary>Refuses the message with <see cref="WireErrorCode.UnknownTag"/>, as the reference servers do.</summary>
    Reject,
}

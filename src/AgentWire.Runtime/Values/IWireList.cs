namespace AgentWire.Runtime.Values;

/// <summary>A list of elements whose type only the list knows, so that it is found without reflection.</summary>
internal interface IWireList
{
    /// <summary>Calls the visitor with the type of the elements.</summary>
    TResult Accept<TResult>(IElementVisitor<TResult> visitor);
}

/// <summary>Makes something of the type of a list's elements.</summary>
internal interface IElementVisitor<out TResult>
{
    /// <summary>Makes it for a list of such elements.</summary>
    TResult Visit<T>();
}

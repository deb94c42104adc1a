using System.Collections;

namespace AgentWire.Runtime.Values;

/// <summary>A list whose element type only the list knows. It gives access to the type without reflection.</summary>
internal interface IWireList : IEnumerable
{
    int Count { get; }

    /// <summary>Calls the visitor with the type of the elements.</summary>
    TResult Accept<TResult>(IElementVisitor<TResult> visitor);
}

/// <summary>Creates a result that depends on the type of the elements of a list or of the values of a map.</summary>
internal interface IElementVisitor<out TResult>
{
    /// <summary>Creates the result for such elements or values.</summary>
    TResult Visit<T>();
}

namespace AgentWire.Generator.CSharp;

/// <summary>What the bodies of one codec have in common, which is written once, where it is needed first.</summary>
internal sealed class SharedCode
{
    private readonly Dictionary<string, string> _tables = [];
    private readonly Dictionary<string, string> _methods = [];
    private readonly Dictionary<string, string> _readers = [];

    /// <summary>The field that holds the names of an object's members.</summary>
    public string TableOf(BodyPart part)
    {
        string names = string.Join(", ", part.Slots.Select(slot => CSharpText.Literal(slot.WireName)));
        _tables.TryAdd(names, part.OwnNamesField);
        return _tables[names];
    }

    /// <summary>What the method that reads an envelope is called after.</summary>
    public string ReaderOf(BodyPart envelope) => _readers[envelope.Name];

    /// <summary>Takes the method that reads an envelope, if there is none of the same text.</summary>
    public void AddReader(BodyPart envelope, string method)
    {
        _methods.TryAdd(method, envelope.Name);
        _readers[envelope.Name] = _methods[method];
    }
}

using AgentWire.Spec.Vectors;

namespace AgentWire.Tool.Conformance;

/// <summary>Specifies what a testee is asked to do.</summary>
internal enum Operation
{
    /// <summary>Read the message and write it back.</summary>
    Read,

    /// <summary>Validate the message with the JSON Schema of its type.</summary>
    Schema,
}

/// <summary>A request to the testee: a vector and an operation.</summary>
internal sealed record Case(Vector Vector, Operation Operation)
{
    /// <summary>Gets the name of the check of the answer in reports and baselines.</summary>
    public string Id => $"{Prefix}.{Vector.Name}";

    /// <summary>Gets the name of the check of an error's code and position.</summary>
    public string CodeId => $"Recommended.{Vector.Name}.code";

    /// <summary>Gets the names of all checks that the answer can result in.</summary>
    public IEnumerable<string> Ids =>
        Operation == Operation.Read && Vector.Reading.Code is not null ? [Id, CodeId] : [Id];

    /// <summary>Gets the identifier that the request and its answer carry.</summary>
    public string Key => $"{Vector.Dialect}/{Vector.Type}/{Vector.Id}";

    private string Prefix =>
        Operation == Operation.Schema ? "Schema"
        : Vector.IsRequired ? "Required"
        : "Recommended";

    /// <summary>Returns whether a pattern with <c>*</c> matches this case, with or without the first word of the name.</summary>
    public bool IsMeantBy(string pattern) =>
        Ids.Any(id => Pattern.Matches(pattern, id) || Pattern.Matches(pattern, id[(id.IndexOf('.') + 1)..]));
}

using AgentWire.Spec.Vectors;

namespace AgentWire.Tool.Conformance;

/// <summary>What a testee is asked to do.</summary>
internal enum Operation
{
    /// <summary>Read the message and write it back.</summary>
    Read,

    /// <summary>Judge the message by the type's JSON Schema.</summary>
    Schema,
}

/// <summary>One question to the testee: a vector, and what to do with it.</summary>
internal sealed record Case(Vector Vector, Operation Operation)
{
    /// <summary>The name of the answer's check in reports and baselines.</summary>
    public string Id => $"{Prefix}.{Vector.Name}";

    /// <summary>The name of the check of an error's code and place.</summary>
    public string CodeId => $"Recommended.{Vector.Name}.code";

    /// <summary>The names of all checks that the answer can give.</summary>
    public IEnumerable<string> Ids =>
        Operation == Operation.Read && Vector.Reading.Code is not null ? [Id, CodeId] : [Id];

    /// <summary>The name that the question and its answer carry.</summary>
    public string Key => $"{Vector.Dialect}/{Vector.Type}/{Vector.Id}";

    private string Prefix =>
        Operation == Operation.Schema ? "Schema"
        : Vector.IsRequired ? "Required"
        : "Recommended";

    /// <summary>Whether a pattern with <c>*</c> means this case, with or without the first word of the name.</summary>
    public bool IsMeantBy(string pattern) =>
        Ids.Any(id => Pattern.Matches(pattern, id) || Pattern.Matches(pattern, id[(id.IndexOf('.') + 1)..]));
}

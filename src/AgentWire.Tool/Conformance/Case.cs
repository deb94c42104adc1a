using AgentWire.Spec.Model;
using AgentWire.Spec.Vectors;

namespace AgentWire.Tool.Conformance;

/// <summary>Specifies what a testee is asked to do.</summary>
internal enum Operation
{
    /// <summary>Read the message and write it back.</summary>
    Read,

    /// <summary>Validate the message with the JSON Schema of its type.</summary>
    Schema,

    /// <summary>Say what becomes of a stream of events.</summary>
    Run,
}

/// <summary>A request to the testee.</summary>
/// <param name="Operation">What it is asked to do.</param>
/// <param name="Dialect">The dialect.</param>
/// <param name="Type">The type of the input. For a stream, <c>streams</c>.</param>
/// <param name="Name">The name of the case within the type.</param>
/// <param name="Description">What the case shows.</param>
/// <param name="Input">The input.</param>
internal abstract record Case(
    Operation Operation,
    string Dialect,
    string Type,
    string Name,
    string Description,
    byte[] Input
)
{
    /// <summary>Gets the name of the check of the answer in reports and baselines.</summary>
    public abstract string Id { get; }

    /// <summary>Gets the name of the check of a detail of the answer that is only recommended, or null if there is none.</summary>
    public abstract string? DetailId { get; }

    /// <summary>Gets whether a failure fails the run without <c>--strict</c>.</summary>
    public abstract bool IsRequired { get; }

    /// <summary>Gets the versions of a peer that have everything in the case.</summary>
    public virtual VersionSpan Versions => default;

    /// <summary>Gets the names of all checks that the answer can result in.</summary>
    public IEnumerable<string> Ids => DetailId is null ? [Id] : [Id, DetailId];

    /// <summary>Gets the identifier that the request and its answer carry.</summary>
    public string Key => $"{Dialect}/{Type}/{Name}";

    protected string FullName => $"{Dialect}.{Type}.{Name}";

    /// <summary>Returns whether a pattern with <c>*</c> matches this case, with or without the first word of the name.</summary>
    public bool IsMeantBy(string pattern) =>
        Ids.Any(id => Pattern.Matches(pattern, id) || Pattern.Matches(pattern, id[(id.IndexOf('.') + 1)..]));
}

/// <summary>A vector that is read, or judged by a schema. The detail is the code and position of an error.</summary>
internal sealed record VectorCase(Vector Vector, Operation Operation)
    : Case(Operation, Vector.Dialect, Vector.Type, Vector.Id, Vector.Description, Vector.Input)
{
    public override string Id => $"{Prefix}.{FullName}";

    public override string? DetailId =>
        Operation == Operation.Read && Vector.Reading.Code is not null ? $"Recommended.{FullName}.code" : null;

    public override bool IsRequired => Vector.IsRequired;

    public override VersionSpan Versions => Vector.Versions;

    private string Prefix =>
        Operation == Operation.Schema ? "Schema"
        : Vector.IsRequired ? "Required"
        : "Recommended";
}

/// <summary>A stream of events. The detail is the rule that an event breaks.</summary>
internal sealed record StreamCase(TestStream Stream)
    : Case(Operation.Run, Stream.Dialect, Folder, Stream.Name, Stream.Description, Stream.Input)
{
    public const string Folder = "streams";

    public override string Id => $"Required.{FullName}";

    public override string? DetailId => Stream.BrokenRule is null ? null : $"Recommended.{FullName}.rule";

    public override bool IsRequired => true;
}

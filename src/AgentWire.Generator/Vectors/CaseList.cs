using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>The cases of a type. No two cases have the same input or the same name.</summary>
internal sealed class CaseList(Dialect dialect, NamedType type)
{
    private readonly ModelReader _reader = new(dialect);
    private readonly SchemaJudge _judge = new(dialect);
    private readonly HashSet<string> _inputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<Case> _cases = [];

    public IReadOnlyList<Case> Cases => _cases;

    public Dialect Dialect => dialect;

    public NamedType Type => type;

    public Samples Samples { get; } = new(dialect);

    public Reading Read(Json input) => _reader.Read(type, input);

    /// <summary>Adds a case, unless another case has the same input.</summary>
    /// <param name="group">The first part of the name.</param>
    /// <param name="name">The second part of the name.</param>
    /// <param name="description">What the case shows.</param>
    /// <param name="input">The input.</param>
    /// <param name="isRequired">Whether every implementation must pass it.</param>
    public void Add(string group, string name, string description, Json input, bool isRequired = true)
    {
        if (!_inputs.Add(input.ToString()))
        {
            return;
        }

        Reading reading = Read(input);
        string fallback = reading.Notes.FellBack ? " It fits no named variant, and is kept by the fallback." : "";
        _cases.Add(
            new Case(
                Unused($"{group}.{name}"),
                description + fallback,
                isRequired && !(dialect.KeepsNumberText && reading.Output?.Holds(IsOwnText) == true),
                input,
                reading,
                _judge.Judge(type, input, reading)
            )
        );
    }

    // JavaScript cannot pass a case with a number that it writes differently.
    private static bool IsOwnText(Json json) => json is Json.Number { IsWrittenAlike: false };

    // Wire names that differ only in punctuation or case have the same words.
    private string Unused(string id)
    {
        string unused = id;
        for (int count = 2; !_ids.Add(unused); count++)
        {
            unused = $"{id}-{count}";
        }

        return unused;
    }
}

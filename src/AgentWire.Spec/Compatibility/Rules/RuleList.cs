namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Collects the rules of one subject in the order in which they are declared.</summary>
internal sealed class RuleList
{
    private readonly List<Rule> _rules = [];

    public IReadOnlyList<Rule> All => _rules;

    public Rule Add(string id, Level level, string change, string why)
    {
        Rule rule = new(id, level, change, why);
        _rules.Add(rule);
        return rule;
    }
}

using AgentWire.AgUi;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Runs;

/// <summary>The tokens that a run has used: one entry for each model, in the order in which they were first used.</summary>
internal sealed class UsageList(string? provider)
{
    private readonly List<(string? Model, UsageDetails Sum)> _entries = [];

    public void Add(string? model, UsageDetails details)
    {
        foreach ((string? known, UsageDetails sum) in _entries)
        {
            if (known == model)
            {
                sum.Add(details);
                return;
            }
        }

        UsageDetails first = new();
        first.Add(details);
        _entries.Add((model, first));
    }

    /// <summary>Returns the entries, or null if no usage was reported.</summary>
    public WireList<TokenUsage>? ToWireList() => _entries.Count == 0 ? null : _entries.Select(ToUsage).ToWireList();

    private TokenUsage ToUsage((string? Model, UsageDetails Sum) entry) =>
        new()
        {
            Provider = provider,
            Model = entry.Model,
            InputTokens = entry.Sum.InputTokenCount,
            OutputTokens = entry.Sum.OutputTokenCount,
            TotalTokens = entry.Sum.TotalTokenCount,
            ReasoningTokens = entry.Sum.ReasoningTokenCount,
            CachedInputTokens = entry.Sum.CachedInputTokenCount,
        };
}

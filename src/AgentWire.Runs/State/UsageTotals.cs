using AgentWire.AgUi;

namespace AgentWire.Runs.State;

/// <summary>Adds up the tokens of runs, for each provider and model.</summary>
internal sealed class UsageTotals
{
    // The greatest count that AG-UI can carry.
    private const long MaxCount = 9_007_199_254_740_991;

    private readonly Dictionary<(string? Provider, string? Model), int> _places = [];
    private readonly List<TokenUsage> _totals = [];
    private WireList<TokenUsage>? _list;

    public WireList<TokenUsage> ToList() => _list ??= _totals.ToWireList();

    /// <summary>Adds the tokens of a run. Returns false if there are none.</summary>
    public bool Add(WireList<TokenUsage>? usage)
    {
        if (usage is not { Count: > 0 } entries)
        {
            return false;
        }

        _list = null;
        foreach (TokenUsage entry in entries)
        {
            (string?, string?) key = (entry.Provider, entry.Model);
            if (_places.TryGetValue(key, out int place))
            {
                _totals[place] = Sum(_totals[place], entry);
            }
            else
            {
                _places.Add(key, _totals.Count);
                _totals.Add(entry);
            }
        }

        return true;
    }

    private static TokenUsage Sum(TokenUsage total, TokenUsage entry) =>
        total with
        {
            InputTokens = Sum(total.InputTokens, entry.InputTokens),
            OutputTokens = Sum(total.OutputTokens, entry.OutputTokens),
            TotalTokens = Sum(total.TotalTokens, entry.TotalTokens),
            ReasoningTokens = Sum(total.ReasoningTokens, entry.ReasoningTokens),
            CachedInputTokens = Sum(total.CachedInputTokens, entry.CachedInputTokens),
            CacheWriteInputTokens = Sum(total.CacheWriteInputTokens, entry.CacheWriteInputTokens),
        };

    private static long? Sum(long? total, long? count) =>
        total is null || count is null ? total ?? count : Math.Min(MaxCount, total.Value + count.Value);
}

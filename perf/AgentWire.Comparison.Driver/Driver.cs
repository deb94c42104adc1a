using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
#if AG_UI
using AgentWire.AgUi;
#endif

namespace AgentWire.Comparison;

/// <summary>
/// The code that the comparison calls in each build. It is compiled with both builds, so it uses only members that every version
/// has. Its signatures contain only .NET types, because each build has its own AgentWire types.
/// </summary>
public static class Driver
{
    /// <summary>Returns all work that is timed. The work of a dialect covers the messages of its server and its client.</summary>
    /// <param name="spec">The folder <c>spec/</c>, whose recorded sessions contain the messages.</param>
    /// <returns>
    /// For each kind of work its name, the number of bytes that a pass reads or writes, the name of the work that does the same with
    /// the usual input, and an action that makes a number of passes.
    /// </returns>
    public static IReadOnlyList<(string Name, long Bytes, string? Baseline, Action<int> Pass)> Works(string spec) =>
        [.. Sides(spec).SelectMany(works => works).GroupBy(work => work.Name).Select(Together)];

    private static IEnumerable<IEnumerable<(string Name, long Bytes, string? Baseline, Action<int> Pass)>> Sides(
        string spec
    ) =>
        [
            Session.Works(spec, "cinch", "server", CinchWire.Server),
            Session.Works(spec, "cinch", "client", CinchWire.Client),
            Session.Works(spec, "smooth-operator", "server", SmoothOperatorWire.Server),
            Session.Works(spec, "smooth-operator", "client", SmoothOperatorWire.Client),
            Session.Works(spec, "synaps", "server", SynapsWire.Server),
            Session.Works(spec, "synaps", "client", SynapsWire.Client),
            Session.Works(spec, "systemprompt", "server", SystemPromptWire.Server),
            Session.Works(spec, "walrus", "server", WalrusWire.Server),
            Session.Works(spec, "walrus", "client", WalrusWire.Client),
#if AG_UI
            Session.Works(spec, "ag-ui", "server", AgUiWire.Server),
            // The tag of these messages is never first.
            Session.TagPlaces("ag-ui message", AgUiWire.Message, Session.Elements(spec, "ag-ui", "client", "messages")),
#endif
        ];

    private static (string Name, long Bytes, string? Baseline, Action<int> Pass) Together(
        IGrouping<string, (string Name, long Bytes, string? Baseline, Action<int> Pass)> works
    )
    {
        Action<int>[] passes = [.. works.Select(work => work.Pass)];
        return (
            works.Key,
            works.Sum(work => work.Bytes),
            works.First().Baseline,
            count =>
            {
                foreach (Action<int> pass in passes)
                {
                    pass(count);
                }
            }
        );
    }
}

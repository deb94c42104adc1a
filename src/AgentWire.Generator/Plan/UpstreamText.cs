namespace AgentWire.Generator.Plan;

/// <summary>Says what upstream calls a type or a variant.</summary>
internal static class UpstreamText
{
    /// <summary>Returns one sentence, or null if there is nothing to say.</summary>
    /// <param name="name">The upstream name, as it is shown, or null if it has none.</param>
    /// <param name="hasBytes">Whether upstream can send it.</param>
    public static string? Of(string? name, bool hasBytes) =>
        (name, hasBytes) switch
        {
            (null, true) => null,
            (null, false) => "Upstream never sends it.",
            (_, true) => $"Upstream: {name}.",
            _ => $"Upstream: {name}, which never sends it.",
        };
}

using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads the section <c>sse</c> of a manifest: the server-sent events that are not messages.</summary>
internal static class ServerSentEventSettingsReader
{
    // The name of every event without a name.
    private const string DefaultName = "message";

    public static ServerSentEvents Read(SpecNode node, IReadOnlyList<string> framings)
    {
        node.AllowOnly("`sse`", "withoutMessage", "keepAlive");
        if (!framings.Contains("sse"))
        {
            throw node.Refuse("`sse` has no effect if `framings` does not contain it");
        }

        List<string> names = [];
        SpecNode list = node.Get("withoutMessage");
        foreach (SpecNode item in list.AsList())
        {
            string name = AsLine(item);
            names.Add(
                name == DefaultName ? throw item.Refuse("\"message\" is the name of every event without a name")
                : names.Contains(name) ? throw item.Refuse($"\"{name}\" occurs twice here; remove one")
                : name
            );
        }

        return names.Count == 0
            ? throw list.Refuse("the name of at least one event is expected here")
            : new ServerSentEvents(
                names,
                node.Find("keepAlive") is { } keepAlive ? ReadKeepAlive(keepAlive, names) : null
            );
    }

    private static KeepAliveEvent ReadKeepAlive(SpecNode node, List<string> withoutMessage)
    {
        node.AllowOnly("`sse.keepAlive`", "event", "data");
        string name = AsLine(node.Get("event"));
        return withoutMessage.Contains(name)
            ? new KeepAliveEvent(name, AsLine(node.Get("data")))
            : throw node.Get("event")
                .Refuse($"\"{name}\" is not one of `withoutMessage`: a reader would read it as a message");
    }

    /// <summary>Reads the value of an event's field, which a line break would end.</summary>
    private static string AsLine(SpecNode node) =>
        node.AsText() is { Length: > 0 } text && text.AsSpan().IndexOfAny('\r', '\n') < 0
            ? text
            : throw node.Refuse("a line that is not empty is expected here, without CR and LF");
}

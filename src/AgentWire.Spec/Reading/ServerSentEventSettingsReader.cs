using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads the section <c>sse</c> of a manifest: what applies to server-sent events in addition to the messages in them.</summary>
internal static class ServerSentEventSettingsReader
{
    // The name of every event without a name.
    private const string DefaultName = "message";

    public static ServerSentEvents Read(SpecNode node, IReadOnlyList<string> framings)
    {
        node.AllowOnly("`sse`", "ids", "withoutMessage", "keepAlive");
        if (!framings.Contains("sse"))
        {
            throw node.Refuse("`sse` has no effect if `framings` does not contain it");
        }

        SpecNode? ids = node.Find("ids");
        SpecNode? list = node.Find("withoutMessage");
        SpecNode? keepAlive = node.Find("keepAlive");
        if (ids is null && list is null && keepAlive is null)
        {
            throw node.Refuse("`sse` says nothing; remove it");
        }

        IReadOnlyList<string> names = list is null ? [] : ReadNames(list);
        return new ServerSentEvents(
            names,
            keepAlive is null ? null : ReadKeepAlive(keepAlive, names),
            ids?.AsBoolean() ?? true
        );
    }

    private static List<string> ReadNames(SpecNode list)
    {
        List<string> names = [];
        foreach (SpecNode item in list.AsList())
        {
            string name = AsLine(item);
            names.Add(
                name == DefaultName ? throw item.Refuse("\"message\" is the name of every event without a name")
                : names.Contains(name) ? throw item.Refuse($"\"{name}\" occurs twice here; remove one")
                : name
            );
        }

        return names.Count == 0 ? throw list.Refuse("the name of at least one event is expected here") : names;
    }

    private static KeepAliveEvent ReadKeepAlive(SpecNode node, IReadOnlyList<string> withoutMessage)
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

using AgentWire.Walrus;

namespace Writing;

public static class Library
{
    public static string Write(string content) =>
        WalrusWire.Server.ToJson(new ServerMessage.Stream { Event = new StreamEvent.Chunk { Content = content } });
}

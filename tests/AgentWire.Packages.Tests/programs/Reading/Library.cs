using AgentWire.Walrus;

namespace Reading
{
    public static class Library
    {
        public static string Read(string json)
        {
            var message = WalrusWire.Server.Read(json);
            return message is ServerMessage.Stream stream && stream.Event is StreamEvent.Chunk chunk
                ? chunk.Content
                : message.ToString();
        }
    }
}

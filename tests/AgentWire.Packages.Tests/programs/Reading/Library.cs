using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

namespace Reading
{
    public static class Library
    {
        /// <summary>What a message says.</summary>
        public static string Read(string dialect, string json)
        {
            switch (dialect)
            {
                case "walrus":
                    return
                        WalrusWire.Server.Read(json) is AgentWire.Walrus.ServerMessage.Stream stream
                        && stream.Event is StreamEvent.Chunk chunk
                        ? chunk.Content
                        : null;
                case "cinch":
                    return CinchWire.Client.Read(json) is AgentWire.Cinch.ClientMessage.Chat chat ? chat.Message : null;
                case "smooth-operator":
                    return SmoothOperatorWire.Client.Read(json) is ClientAction.Ping ping ? ping.RequestId : null;
                case "synaps":
                    return SynapsWire.Client.Read(json) is AgentWire.Synaps.ClientMessage.Message message
                        ? message.Content
                        : null;
                default:
                    return SystemPromptWire.Server.Read(json) is AgUiEvent.TextMessageContent content
                        ? content.Delta
                        : null;
            }
        }
    }
}

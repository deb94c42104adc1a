using System;
using AgentWire;
using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

namespace Writing;

public static class Library
{
    /// <summary>A message of each dialect.</summary>
    public static (string Dialect, string Json)[] Write() =>
        new[]
        {
            (
                "walrus",
                WalrusWire.Server.ToJson(
                    new AgentWire.Walrus.ServerMessage.Stream { Event = new StreamEvent.Chunk { Content = "one" } }
                )
            ),
            ("cinch", CinchWire.Client.ToJson(new AgentWire.Cinch.ClientMessage.Chat { Message = "two" })),
            ("smooth-operator", SmoothOperatorWire.Client.ToJson(new ClientAction.Ping { RequestId = "three" })),
            ("synaps", SynapsWire.Client.ToJson(new AgentWire.Synaps.ClientMessage.Message { Content = "four" })),
            (
                "systemprompt",
                SystemPromptWire.Server.ToJson(
                    new AgUiEvent.TextMessageContent
                    {
                        Timestamp = WireTimestamp.FromDateTimeOffset(
                            new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero)
                        ),
                        MessageId = "m1",
                        Delta = "five",
                    }
                )
            ),
        };
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AgentWire.Synaps;

namespace AgentWire.AspNetCore.Tests.Load;

/// <summary>One producer for many streams. Each message contains the time at which it was created.</summary>
internal sealed class Broadcast(int messageBytes)
{
    private readonly ConcurrentDictionary<Channel<ServerMessage>, bool> _subscribers = new();
    private readonly string _filling = new('x', messageBytes);

    public int Subscribers => _subscribers.Count;

    /// <summary>Returns how long ago the message was created.</summary>
    public static TimeSpan Age(ServerMessage message) =>
        Stopwatch.GetElapsedTime(long.Parse(((ServerMessage.ToolResult)message).ToolId, CultureInfo.InvariantCulture));

    public void Send()
    {
        ServerMessage message = new ServerMessage.ToolResult
        {
            ToolId = Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture),
            Result = _filling,
        };
        foreach (Channel<ServerMessage> subscriber in _subscribers.Keys)
        {
            subscriber.Writer.TryWrite(message);
        }
    }

    public async IAsyncEnumerable<ServerMessage> Subscribe(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Channel<ServerMessage> messages = Channel.CreateUnbounded<ServerMessage>(new() { SingleReader = true });
        _subscribers[messages] = true;
        try
        {
            await foreach (ServerMessage message in messages.Reader.ReadAllAsync(cancellationToken))
            {
                yield return message;
            }
        }
        finally
        {
            _subscribers.TryRemove(messages, out _);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AgentWire.Synaps;

namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>Messages that a test sends when it wants, and the state of the enumeration.</summary>
internal sealed class Scripted
{
    private readonly Channel<ServerMessage> _messages = Channel.CreateUnbounded<ServerMessage>();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<int> _asked = Channel.CreateUnbounded<int>();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the enumeration has begun.</summary>
    public Task Started => _started.Task;

    /// <summary>Completes when the enumeration has ended, with whether it was cancelled.</summary>
    public Task<bool> Ended => _ended.Task;

    /// <summary>Waits until another message is requested, which is when the previous one has been sent.</summary>
    public async Task AskedAsync() => await _asked.Reader.ReadAsync(Limits.Token);

    public static ServerMessage Text(string content) => new ServerMessage.Text { Content = content };

    public void Send(string content) => _messages.Writer.TryWrite(Text(content)).ShouldBeTrue();

    public void End(Exception? failure = null) => _messages.Writer.Complete(failure);

    public async IAsyncEnumerable<ServerMessage> All(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        _started.TrySetResult();
        try
        {
            while (_asked.Writer.TryWrite(0) && await _messages.Reader.WaitToReadAsync(cancellationToken))
            {
                if (_messages.Reader.TryRead(out ServerMessage? message))
                {
                    yield return message;
                }
            }
        }
        finally
        {
            _ended.TrySetResult(cancellationToken.IsCancellationRequested);
        }
    }

    /// <summary>Returns infinite messages of a given size, as fast as they are requested.</summary>
    public async IAsyncEnumerable<ServerMessage> Flood(
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ServerMessage message = Text(new string('x', size));
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await Task.Yield();
                yield return message;
            }
        }
        finally
        {
            _ended.TrySetResult(cancellationToken.IsCancellationRequested);
        }
    }
}

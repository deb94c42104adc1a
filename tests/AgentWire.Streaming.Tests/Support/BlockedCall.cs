using System.Buffers;
using System.Runtime.InteropServices;

namespace AgentWire.Streaming.Tests.Support;

/// <summary>How a transport reacts: it ends with the token, it ends when it is closed, or it does neither.</summary>
public enum Manner
{
    Heeds,
    EndsWhenClosed,
    Deaf,
}

/// <summary>A call that does not end by itself.</summary>
internal sealed class BlockedCall(Manner manner)
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Closed { get; set; } = Task.CompletedTask;

    public async Task Wait(CancellationToken token)
    {
        Task ends = manner switch
        {
            Manner.Heeds => Task.Delay(Timeout.Infinite, token),
            Manner.EndsWhenClosed => Closed,
            _ => _released.Task,
        };
        await await Task.WhenAny(ends, _released.Task);
    }

    public void Release() => _released.TrySetException(new IOException("At last."));

    /// <summary>Runs a test with a transport that reacts in each manner, left open and closed with its reader or writer.</summary>
    public static Task InEachManner(Func<Manner, bool, Task> test) =>
        Task.WhenAll(
            from manner in Enum.GetValues<Manner>()
            from leaveOpen in new[] { false, true }
            select test(manner, leaveOpen)
        );

    /// <summary>Checks that the memory that a call still uses is not in the pool.</summary>
    public static void NotInThePool(Memory<byte> memory, bool when)
    {
        if (!when)
        {
            return;
        }

        MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> used).ShouldBeTrue();
        List<byte[]> rented =
        [
            .. Enumerable.Range(0, 100).Select(_ => ArrayPool<byte>.Shared.Rent(used.Array!.Length)),
        ];
        rented.ShouldNotContain(one => ReferenceEquals(one, used.Array));
        rented.ForEach(one => ArrayPool<byte>.Shared.Return(one));
    }
}

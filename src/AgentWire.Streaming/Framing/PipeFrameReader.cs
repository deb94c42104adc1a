using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Framing;

/// <summary>
/// Reads frames from a pipe, which is either that of the caller or a pipe over a stream. The pipe's buffer is held until all
/// its frames are taken.
/// </summary>
internal sealed class PipeFrameReader<T>(
    FrameCutter cutter,
    PipeReader pipe,
    Stream? stream,
    WireFraming framing,
    WireCodec<T> codec,
    WireStreamOptions options
) : WireStreamReader<T>(codec, framing, options)
    where T : notnull
{
    private ReadOnlySequence<byte> _input;
    private bool _holds;
    private bool _completed;
    private bool _hasLast;

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    internal override async ValueTask<bool> MoveNextAsync(FrameTimer timer)
    {
        while (!_hasLast)
        {
            if (cutter.TryTake(ref _input, out ReadOnlySequence<byte>? message))
            {
                timer.Stop();
                if (message is { } found)
                {
                    Current = Decode(found);
                    return true;
                }
            }
            else if (_completed)
            {
                return AtEnd();
            }
            else
            {
                await FillAsync(timer).ConfigureAwait(false);
            }
        }

        return false;
    }

    internal override ValueTask AbortAsync() => stream?.CloseAsync() ?? default;

    internal override ValueTask ReleaseAsync()
    {
        cutter.Release();
        try
        {
            LetGo(_input.Start);
        }
        catch (Exception exception) when (TransportFault.Is(exception))
        {
            // The pipe was completed elsewhere. It is completed here anyway.
        }

        // Completing a pipe over a stream returns its memory.
        return Options.LeaveOpen && stream is null ? default : pipe.CompleteAsync();
    }

    private bool AtEnd()
    {
        if (!cutter.IsCut)
        {
            return false;
        }

        if (!cutter.EndMayBeMissing || Decode(_input) is not { Unreadable: null } last)
        {
            throw WireStreamException.Truncated();
        }

        Current = last;
        _hasLast = true;
        return true;
    }

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    private async ValueTask FillAsync(FrameTimer timer)
    {
        timer.Wait(cutter.InMessage);
        bool isCut = cutter.IsCut;
        try
        {
            LetGo(_input.End);
            ReadResult result = await ReadAsync(timer).ConfigureAwait(false);
            _input = result.Buffer;
            _holds = true;
            _completed = result.IsCompleted;
            Arrived?.Invoke();
            if (!timer.TakeLate() && result.IsCanceled)
            {
                throw new OperationCanceledException("The pending read of the pipe was cancelled.");
            }
        }
        catch (Exception exception) when (TransportFault.Is(exception))
        {
            throw timer.Translate(exception, isCut);
        }
    }

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    private async ValueTask<ReadResult> ReadAsync(FrameTimer timer)
    {
        try
        {
            return await pipe.ReadAsync(timer.Token).ConfigureAwait(false);
        }
        // The bytes that arrived just before the time was over can complete the message.
        catch (OperationCanceledException) when (timer.HasExpired)
        {
            if (pipe.TryRead(out ReadResult result))
            {
                return result;
            }

            throw;
        }
    }

    /// <summary>Returns the taken bytes to the pipe. The remaining bytes stay in it.</summary>
    private void LetGo(SequencePosition examined)
    {
        if (_holds)
        {
            _holds = false;
            pipe.AdvanceTo(_input.Start, examined);
            _input = default;
        }
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace AgentWire.Streaming.Framing;

/// <summary>Reads frames out of a pipe. The pipe's buffer is held until all its frames were taken.</summary>
internal sealed class PipeFrameReader<T>(
    PipeFraming framing,
    PipeReader pipe,
    WireCodec<T> codec,
    WireStreamOptions options
) : WireStreamReader<T>(codec, options)
    where T : notnull
{
    private ReadOnlySequence<byte> _input;
    private long _searched;
    private bool _holds;
    private bool _completed;

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    private protected override async ValueTask<bool> MoveNextAsync(FrameTimer timer)
    {
        while (true)
        {
            if (framing.TryTake(ref _input, ref _searched, MaxMessageBytes, out ReadOnlySequence<byte> message))
            {
                timer.Stop();
                Current = Decode(message);
                return true;
            }

            if (_completed)
            {
                return AtEnd();
            }

            await FillAsync(timer).ConfigureAwait(false);
        }
    }

    private protected override ValueTask CloseAsync()
    {
        LetGo(_input.Start);
        return Options.LeaveOpen ? default : pipe.CompleteAsync();
    }

    private bool AtEnd()
    {
        if (framing.EndsCleanly(_input))
        {
            return false;
        }

        if (!framing.EndMayBeMissing || Decode(_input) is not { Unreadable: null } last)
        {
            throw WireStreamException.Truncated();
        }

        Current = last;
        _input = _input.Slice(_input.End);
        _searched = 0;
        return true;
    }

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    private async ValueTask FillAsync(FrameTimer timer)
    {
        bool inFrame = !framing.EndsCleanly(_input);
        timer.Wait(!_input.IsEmpty);
        LetGo(_input.End);
        ReadResult result;
        try
        {
            result = await pipe.ReadAsync(timer.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (timer.Translate(exception, inFrame) is { } translated)
        {
            throw translated;
        }

        _input = result.Buffer;
        _holds = true;
        _completed = result.IsCompleted;
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("The pending read of the pipe was cancelled.");
        }
    }

    /// <summary>Gives the pipe back what was taken; what is left stays in it.</summary>
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

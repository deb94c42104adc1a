using System.IO.Pipelines;

namespace AgentWire.Streaming.Framing;

/// <summary>A framing whose frames are cut from the buffer of a pipe.</summary>
internal abstract class PipeFraming(string name, string contentType, bool hasKeepAlive)
    : WireFraming(name, contentType, hasKeepAlive)
{
    // A message of many megabytes consists of segments of this size.
    private const int BufferBytes = 16 * 1024;

    /// <summary>Creates the cutter for the frames of one stream.</summary>
    private protected abstract FrameCutter Cutter(WireCodec codec);

    internal sealed override WireStreamReader<T> Reader<T>(
        Stream stream,
        WireCodec<T> codec,
        WireStreamOptions options
    ) =>
        // The reader closes the stream itself, before it completes the pipe.
        Reader(
            Cutter(codec),
            PipeReader.Create(stream, new(bufferSize: BufferBytes, leaveOpen: true)),
            stream,
            codec,
            options
        );

    internal sealed override WireStreamReader<T> Reader<T>(
        PipeReader pipe,
        WireCodec<T> codec,
        WireStreamOptions options
    ) => Reader(Cutter(codec), pipe, null, codec, options);

    private WireStreamReader<T> Reader<T>(
        FrameCutter cutter,
        PipeReader pipe,
        Stream? stream,
        WireCodec<T> codec,
        WireStreamOptions options
    )
        where T : notnull
    {
        PipeFrameReader<T> frames = new(cutter, pipe, stream, this, codec, options);
        return cutter is ServerSentEventCutter events
            ? new WireServerSentEventReader<T>(events, frames, codec, options)
            : frames;
    }
}

namespace AgentWire.Streaming.Transport;

internal static class StreamClosing
{
    public static ValueTask CloseAsync(this Stream stream)
    {
#if NET
        return stream.DisposeAsync();
#else
        stream.Dispose();
        return default;
#endif
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Sends and reads a gigabyte through a pipe in a separate process, and prints its peak memory in bytes.</summary>
internal static class LoadProgram
{
    private const long Volume = 1L << 30;

    private static readonly ServerMessage Small = new StreamEvent.Chunk { Content = new string('x', 80) };
    private static readonly ServerMessage Large = new StreamEvent.Chunk { Content = new string('é', 200_000) };

    private static async Task<int> Main(string[] arguments)
    {
        WireFraming framing = arguments[0] switch
        {
            "ndjson" => WireFraming.NewlineDelimited,
            "sse" => WireFraming.ServerSentEvents,
            _ => WireFraming.LengthPrefixed,
        };
        Pipe pipe = new();
        Task<long> sent = SendAsync(WireStreamWriter.Create(pipe.Writer, framing, WalrusWire.Server));
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            pipe.Reader,
            framing,
            WalrusWire.Server
        );
        long received = 0;
        await foreach (ServerMessage message in reader.ReadAllAsync())
        {
            if (!message.Equals(Message(received++)))
            {
                return 1;
            }
        }

        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(process.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        return received == await sent ? 0 : 1;
    }

    /// <summary>One in a thousand messages is as large as all the others.</summary>
    private static ServerMessage Message(long index) => index % 1000 == 999 ? Large : Small;

    private static async Task<long> SendAsync(WireStreamWriter<ServerMessage> writer)
    {
        (int small, int large) = (
            WalrusWire.Server.ToUtf8Bytes(Small).Length,
            WalrusWire.Server.ToUtf8Bytes(Large).Length
        );
        long count = ((Volume / ((999L * small) + large)) + 1) * 1000;
        for (long i = 0; i < count; i++)
        {
            await writer.WriteAsync(Message(i));
        }

        await writer.CompleteAsync();
        return count;
    }
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AgentWire.Streaming;
using AgentWire.Synaps;

namespace AgentWire.AspNetCore.Tests;

/// <summary>How a reader notices that a response was cut between two messages.</summary>
public sealed class TruncationTests
{
    private const string Message = "{\"type\":\"done\"}\n";

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n" + Message, false)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n" + Message, true)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n" + Message, false)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n" + Message, true)]
    public async Task A_body_that_ends_with_the_connection_ends_cleanly_wherever_it_was_cut(
        string response,
        bool tls
    ) => (await ReadAsync(response, tls)).ShouldBe((1, null));

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n" + Message + "{\"type\":", false)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n" + Message + "{\"type\":", true)]
    public async Task Within_a_message_the_cut_is_told(string response, bool tls) =>
        (await ReadAsync(response, tls)).ShouldBe((1, WireStreamError.Truncated));

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + Message + "\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + Message + "\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 32\r\n\r\n" + Message, false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 32\r\n\r\n" + Message, true)]
    public async Task Where_chunks_or_a_length_mark_the_end_a_cut_is_told(string response, bool tls) =>
        (await ReadAsync(response, tls)).ShouldBe((1, WireStreamError.Disconnected));

    [Theory]
    [InlineData("1.0", false)]
    [InlineData("1.1", true)]
    public async Task The_server_sends_chunks_over_HTTP_1_1_alone(string version, bool chunks)
    {
        Scripted script = new();
        script.Send("a");
        script.End();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.NewlineDelimited(SynapsWire.Server, script.All())
        );
        using HttpRequestMessage request = new(HttpMethod.Get, "/") { Version = Version.Parse(version) };
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        (response.Headers.TransferEncodingChunked == true).ShouldBe(chunks);
        response.Content.Headers.Contains("Content-Length").ShouldBeFalse();
        (await response.Content.ReadAsStringAsync()).ShouldBe("{\"type\":\"text\",\"content\":\"a\"}\n");
    }

    /// <summary>Returns how many messages arrive from a response that ends with a closed connection, and how the stream ends.</summary>
    private static async Task<(int Count, WireStreamError? Error)> ReadAsync(string response, bool tls)
    {
        using X509Certificate2 certificate = Certificates.Make();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeOnceAsync(listener, response, tls ? certificate : null);
        using HttpClient http = new(Certificates.Trusting(certificate));
        string address = $"{(tls ? "https" : "http")}://{listener.LocalEndpoint}/";
        int count = 0;
        try
        {
            await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
                await http.GetStreamAsync(new Uri(address), Limits.Token),
                WireFraming.NewlineDelimited,
                SynapsWire.Server
            );
            await foreach (ServerMessage _ in reader.ReadAllAsync(Limits.Token))
            {
                count++;
            }

            return (count, null);
        }
        catch (WireStreamException exception)
        {
            return (count, exception.Error);
        }
        finally
        {
            await serving.Soon();
        }
    }

    /// <summary>Answers one request and closes the connection, in TLS without close_notify.</summary>
    private static async Task ServeOnceAsync(TcpListener listener, string response, X509Certificate2? certificate)
    {
        using Socket socket = await listener.AcceptSocketAsync(Limits.Token);
        await using NetworkStream network = new(socket);
        Stream stream = network;
        if (certificate is not null)
        {
            SslStream encrypted = new(network, leaveInnerStreamOpen: true);
            await encrypted.AuthenticateAsServerAsync(certificate);
            stream = encrypted;
        }

        byte[] request = new byte[4096];
        int length = 0;
        while (!request.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            length += await stream.ReadAsync(request.AsMemory(length), Limits.Token);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(response), Limits.Token);
        socket.Shutdown(SocketShutdown.Send);
    }
}

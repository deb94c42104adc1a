using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using AgentWire.Streaming;
using AgentWire.Synaps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AgentWire.AspNetCore.Tests;

/// <summary>WebSockets over TLS: with GET over HTTP/1.1, with CONNECT over HTTP/2, at one endpoint.</summary>
public sealed class Http2Tests
{
    public static TheoryData<string, Version> Endpoints
    {
        get
        {
            TheoryData<string, Version> data = [];
            foreach (
                string path in (string[])
                    [
                        "/get/7",
                        "/task/7",
                        "/either/7",
                        "/one-way/7",
                        "/methods/7",
                        "/any/7",
                        "/untyped/7",
                        "/group/member/7",
                        "/mapped",
                    ]
            )
            {
                data.Add(path, HttpVersion.Version11);
                data.Add(path, HttpVersion.Version20);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Every_documented_mapping_takes_WebSockets(string path, Version version)
    {
        using X509Certificate2 certificate = Certificates.Make();
        await using LoopbackServer server = await StartAsync(certificate);
        using HttpMessageInvoker http = new(Certificates.Trusting(certificate));
        using ClientWebSocket client = await ConnectAsync(server, http, path, version);
        (await client.ReceiveTextAsync()).ShouldBe("{\"type\":\"text\",\"content\":\"7\"}");
        (await client.ReceiveCloseAsync()).Status.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Messages_go_both_ways_over_HTTP_2()
    {
        using X509Certificate2 certificate = Certificates.Make();
        await using LoopbackServer server = await StartAsync(certificate);
        using HttpMessageInvoker http = new(Certificates.Trusting(certificate));
        await using WireConnection<ServerMessage, ClientMessage> client = WireConnection.Create(
            await ConnectAsync(server, http, "/echo", HttpVersion.Version20),
            SynapsWire.Server,
            SynapsWire.Client
        );
        await using IAsyncEnumerator<ServerMessage> received = client
            .ReceiveAllAsync(Limits.Token)
            .GetAsyncEnumerator(Limits.Token);
        foreach (string content in (string[])["a", "b"])
        {
            await client.SendAsync(new ClientMessage.Message { Content = content }, Limits.Token);
            (await received.MoveNextAsync()).ShouldBeTrue();
            received.Current.ShouldBe(Scripted.Text(content));
        }

        await client.CompleteAsync(Limits.Token);
        (await received.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_endpoint_that_takes_no_GET_takes_no_CONNECT_either()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        app.MapPost("/", () => OneWay("7"));
        Methods(app).ShouldBe(["POST"]);
    }

    [Fact]
    public async Task Other_methods_of_an_endpoint_stay()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        app.MapMethods("/", ["HEAD", "GET"], () => OneWay("7"));
        Methods(app).ShouldBe(["HEAD", "GET", "CONNECT"]);
    }

    private static IReadOnlyList<string> Methods(WebApplication app) =>
        ((IEndpointRouteBuilder)app)
            .DataSources.Single()
            .Endpoints.Single()
            .Metadata.GetRequiredMetadata<IHttpMethodMetadata>()
            .HttpMethods;

    private static Task<LoopbackServer> StartAsync(X509Certificate2 certificate) =>
        LoopbackServer.StartAsync(
            app =>
            {
                app.UseWebSockets();
                app.MapGet("/get/{id}", (string id) => BothWays(id));
                app.MapGet("/task/{id}", (string id) => Task.FromResult(BothWays(id)));
                app.MapGet(
                    "/either/{id}",
                    Results<WireWebSocketHttpResult<ServerMessage>, NotFound> (string id) => OneWay(id)
                );
                app.MapGet("/one-way/{id}", (string id) => OneWay(id));
                app.MapMethods("/methods/{id}", ["GET"], (string id) => OneWay(id));
                app.Map("/any/{id}", (string id) => OneWay(id));
                app.MapMethods("/untyped/{id}", ["GET", "CONNECT"], IResult (string id) => OneWay(id));
                app.MapGroup("/group").MapGet("/member/{id}", (string id) => BothWays(id));
                app.MapWireWebSocket(
                    "/mapped",
                    SynapsWire.Client,
                    SynapsWire.Server,
                    (connection, token) => connection.SendAsync(Scripted.Text("7"), token).AsTask()
                );
                app.MapWireWebSocket("/echo", SynapsWire.Client, SynapsWire.Server, EchoAsync);
            },
            services =>
                services.Configure<KestrelServerOptions>(kestrel =>
                    kestrel.Listen(
                        IPAddress.Loopback,
                        0,
                        listen =>
                        {
                            listen.Protocols = HttpProtocols.Http1AndHttp2;
                            listen.UseHttps(certificate);
                        }
                    )
                )
        );

    private static WireWebSocketHttpResult<ClientMessage, ServerMessage> BothWays(string content) =>
        WireResults.WebSocket(
            SynapsWire.Client,
            SynapsWire.Server,
            (connection, token) => connection.SendAsync(Scripted.Text(content), token).AsTask()
        );

    private static WireWebSocketHttpResult<ServerMessage> OneWay(string content)
    {
        Scripted script = new();
        script.Send(content);
        script.End();
        return WireResults.WebSocket(SynapsWire.Server, script.All());
    }

    private static async Task EchoAsync(
        WireConnection<ClientMessage, ServerMessage> connection,
        CancellationToken cancellationToken
    )
    {
        await foreach (ClientMessage message in connection.ReceiveAllAsync(cancellationToken))
        {
            await connection.SendAsync(Scripted.Text(((ClientMessage.Message)message).Content!), cancellationToken);
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(
        LoopbackServer server,
        HttpMessageInvoker http,
        string path,
        Version version
    )
    {
        ClientWebSocket client = new();
        client.Options.HttpVersion = version;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await client.ConnectAsync(
            new UriBuilder(server.Address) { Scheme = "wss", Path = path }.Uri,
            http,
            Limits.Token
        );
        return client;
    }
}

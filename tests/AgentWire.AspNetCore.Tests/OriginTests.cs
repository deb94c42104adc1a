using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using AgentWire.Synaps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace AgentWire.AspNetCore.Tests;

/// <summary>The origins whose pages can open a WebSocket.</summary>
public sealed class OriginTests
{
    private const int Accepted = 101;
    private const int BadRequest = 400;
    private const int Forbidden = 403;

    [Theory]
    [InlineData(null, Accepted)]
    [InlineData("https://app.example.com", Accepted)]
    [InlineData("HTTPS://APP.EXAMPLE.COM", Accepted)]
    [InlineData("https://app.example.com:8443", Forbidden)]
    [InlineData("http://app.example.com", Forbidden)]
    [InlineData("https://app.example.com.evil.example", Forbidden)]
    [InlineData("https://app.example.com@evil.example", Forbidden)]
    [InlineData("https://user@app.example.com", Forbidden)]
    [InlineData("https://app.example.com/", Forbidden)]
    [InlineData("https://app.example.com, https://app.example.com", Forbidden)]
    [InlineData("https://xn--bcher-kva.example", Accepted)]
    [InlineData("https://XN--BCHER-KVA.example", Accepted)]
    [InlineData("http://[2001:db8::1]:8080", Accepted)]
    [InlineData("http://[2001:DB8::1]:8080", Accepted)]
    [InlineData("http://[2001:db8::1]", Forbidden)]
    [InlineData("tauri://localhost", Accepted)]
    [InlineData("https://127.0.0.1", Forbidden)]
    [InlineData("null", Forbidden)]
    [InlineData("", Forbidden)]
    public async Task The_listed_ones_are_accepted(string? origin, int status) =>
        (
            await StatusAsync(
                [
                    "https://app.example.com",
                    "https://xn--bcher-kva.example",
                    "http://[2001:db8::1]:8080",
                    "tauri://localhost",
                ],
                origin
            )
        ).ShouldBe(status);

    [Theory]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:5000", Accepted)]
    [InlineData("127.0.0.1:5000", "HTTP://127.0.0.1:5000", Accepted)]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1", Forbidden)]
    [InlineData("127.0.0.1:5000", "https://127.0.0.1:5000", Forbidden)]
    [InlineData("127.0.0.1", "http://127.0.0.1", Accepted)]
    [InlineData("127.0.0.1:80", "http://127.0.0.1", Accepted)]
    [InlineData("127.0.0.1:443", "http://127.0.0.1", Forbidden)]
    [InlineData("[::1]:5000", "http://[::1]:5000", Accepted)]
    [InlineData("[::1]:80", "http://[::1]", Accepted)]
    [InlineData("[::1]", "http://[::1]:5000", Forbidden)]
    [InlineData("localhost:5000", "http://localhost:5000", Accepted)]
    [InlineData("LOCALHOST:5000", "http://localhost:5000", Accepted)]
    [InlineData("localhost:5000", "http://localhost:5001", Forbidden)]
    [InlineData("localhost:5000", "http://127.0.0.1:5000", Forbidden)]
    public async Task Its_own_is_accepted(string host, string origin, int status) =>
        (await StatusAsync([], origin, $"Host: {host}")).ShouldBe(status);

    [Theory]
    [InlineData("evil.example", "http://evil.example")]
    [InlineData("evil.example:5000", "http://evil.example:5000")]
    [InlineData("localhost.evil.example", "http://localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example", "http://127.0.0.1.evil.example")]
    [InlineData("xn--bcher-kva.example", "http://xn--bcher-kva.example")]
    [InlineData("", "http://")]
    public async Task A_name_that_anybody_can_have_resolved_to_the_server_is_not_its_own(string host, string origin) =>
        (await StatusAsync([], origin, $"Host: {host}")).ShouldBe(Forbidden);

    [Theory]
    [InlineData("*", Forbidden)]
    [InlineData("chat.example.com", Accepted)]
    [InlineData("CHAT.example.com", Accepted)]
    [InlineData("*.example.com", Accepted)]
    [InlineData("other.example.com;chat.example.com", Accepted)]
    [InlineData("*;other.example.com", Forbidden)]
    [InlineData("other.example.com", BadRequest)]
    public async Task Names_of_AllowedHosts_are_its_own(string allowedHosts, int status)
    {
        (
            await StatusAsync(
                ["Origin: http://chat.example.com:5000", "Host: chat.example.com:5000"],
                services: services =>
                    services.Configure<HostFilteringOptions>(options => options.AllowedHosts = allowedHosts.Split(';'))
            )
        ).ShouldBe(status);
    }

    [Fact]
    public async Task A_listed_origin_is_accepted_whatever_the_host() =>
        (await StatusAsync(["https://app.example.com"], "https://app.example.com", "Host: anything.example")).ShouldBe(
            Accepted
        );

    [Fact]
    public async Task Several_origins_are_refused() =>
        (
            await StatusAsync(["https://app.example.com"], "https://app.example.com", "Origin: https://app.example.com")
        ).ShouldBe(Forbidden);

    [Theory]
    [InlineData(ForwardedHeaders.None, Forbidden)]
    [InlineData(ForwardedHeaders.XForwardedHost, Forbidden)]
    [InlineData(ForwardedHeaders.XForwardedProto, Forbidden)]
    [InlineData(ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, Accepted)]
    public async Task Behind_a_proxy_that_ends_TLS_its_own_is_known_by_forwarded_headers(
        ForwardedHeaders headers,
        int status
    ) =>
        (
            await StatusAsync(
                [
                    "Origin: https://chat.example.com",
                    "Host: 10.0.0.1:8080",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: chat.example.com",
                ],
                configure: app => app.UseForwardedHeaders(new() { ForwardedHeaders = headers })
            )
        ).ShouldBe(status);

    [Fact]
    public async Task All_are_accepted_where_that_is_listed() =>
        (await StatusAsync(["*"], "null", "Host: evil.example")).ShouldBe(Accepted);

    [Theory]
    [InlineData("app.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com/page")]
    [InlineData("https://app.example.com:443")]
    [InlineData("https://user@app.example.com")]
    [InlineData("https://bücher.example")]
    [InlineData("https://*.example.com")]
    [InlineData("null")]
    [InlineData("")]
    public void What_no_browser_sends_cannot_be_listed(string origin) =>
        Should.Throw<ArgumentException>(() => new WireWebSocketOptions { AllowedOrigins = [origin] });

    [Theory]
    [InlineData("Origin: http://evil.example", "its origin is not allowed")]
    [InlineData("Origin: http://chat.example.com", "its host is not one of AllowedHosts")]
    public async Task The_log_tells_why_a_request_is_refused(string origin, string reason)
    {
        await using LoopbackServer server = await StartAsync();
        using NetworkStream client = await server.GetRawAsync(
            "/",
            [.. LoopbackServer.Upgrade, "Host: chat.example.com", origin]
        );
        await server.LoggedAsync("Refused");
        server.Messages.ShouldContain(message => message.EndsWith($"status 403: {reason}.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Paths_and_origins_are_logged_on_one_line_and_cut()
    {
        await using LoopbackServer server = await StartAsync(path: "/{*rest}");
        string path = "/a%0D%0Aforged%1B[31m%E2%80%AE" + new string('x', 1000);
        using NetworkStream client = await server.GetRawAsync(
            path,
            [.. LoopbackServer.Upgrade, $"Origin: http://evil.example/\t{new string('y', 1000)}"]
        );
        await server.LoggedAsync("Refused");
        string message = server.Messages.Single(message => message.Contains("refused", StringComparison.Ordinal));
        message.ShouldContain("WebSocket /a\\u000d\\u000aforged\\u001b[31m\\u202exxx");
        message.ShouldContain("origin 'http://evil.example/\\u0009yyy");
        message.Length.ShouldBeLessThan(700);
    }

    private static Task<int> StatusAsync(string[] allowed, string? origin, params string[] headers) =>
        StatusAsync(
            origin is null ? headers : [$"Origin: {origin}", .. headers],
            new WireWebSocketOptions { AllowedOrigins = allowed }
        );

    /// <summary>Returns the status of the response to a WebSocket request.</summary>
    private static async Task<int> StatusAsync(
        IEnumerable<string> headers,
        WireWebSocketOptions? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? configure = null
    )
    {
        await using LoopbackServer server = await StartAsync(options, services, configure);
        using NetworkStream client = await server.GetRawAsync("/", [.. LoopbackServer.Upgrade, .. headers]);
        using StreamReader answer = new(client, Encoding.Latin1);
        return int.Parse(
            (await answer.ReadLineAsync(Limits.Token))!.Split(' ')[1],
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private static Task<LoopbackServer> StartAsync(
        WireWebSocketOptions? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? configure = null,
        string path = "/"
    ) =>
        LoopbackServer.StartAsync(
            app =>
            {
                configure?.Invoke(app);
                app.UseWebSockets();
                app.MapGet(path, () => WireResults.WebSocket(SynapsWire.Server, new Scripted().All(), options));
            },
            services
        );
}

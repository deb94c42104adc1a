using System.Net.WebSockets;
#if NET
using System.Net;
using System.Net.Http.Headers;
using AgentWire.Streaming.Transport;
#endif

namespace AgentWire.Streaming.Following;

/// <summary>Opens WebSockets over HTTP, and says why a server refuses one.</summary>
internal static class ClientWebSocketOpening
{
    public static async Task<WebSocket> OpenAsync(
        Uri address,
        Action<ClientWebSocketOptions>? configure,
        bool hasCursor,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        ClientWebSocket socket = new();
        try
        {
            configure?.Invoke(socket.Options);
#if NET
            socket.Options.CollectHttpResponseDetails = true;
#endif
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return socket;
        }
#if NET
        catch (WebSocketException exception) when (Failure(socket, clock, exception) is { } failure)
        {
            WireFollowEnd? end = ServerAnswer.EndOf(socket.HttpStatusCode, hasCursor);
            socket.Dispose();
            throw new WireFollowException(
                // Without a WebSocket, nothing has completed.
                end == WireFollowEnd.CompletedByServer
                    ? WireFollowEnd.Refused
                    : end ?? WireFollowEnd.WentAway,
                failure
            );
        }
#endif
        catch
        {
            socket.Dispose();
            throw;
        }
    }

#if NET
    private static WireFollowFailure? Failure(ClientWebSocket socket, TimeProvider clock, WebSocketException exception)
    {
        RetryConditionHeaderValue? retryAfter = null;
        bool asks =
            socket.HttpResponseHeaders?.TryGetValue("Retry-After", out IEnumerable<string>? values) == true
            && RetryConditionHeaderValue.TryParse(values.FirstOrDefault(), out retryAfter);
        // The status is the default if there was no answer.
        return socket.HttpStatusCode is default(HttpStatusCode) or HttpStatusCode.SwitchingProtocols
            ? null
            : new()
            {
                Message = ServerAnswer.Describe(socket.HttpStatusCode, "."),
                StatusCode = socket.HttpStatusCode,
                RetryAfter = asks ? HttpAnswer.RetryAfter(retryAfter, clock) : null,
                Exception = exception,
            };
    }
#endif
}

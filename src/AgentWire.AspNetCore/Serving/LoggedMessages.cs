using AgentWire.Streaming;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Messages of a log, which each request reads from a position of its own.</summary>
internal sealed class LoggedMessages<T>(WireLog<T> log, WireLogServingOptions options) : IMessageSource<T>
    where T : notnull
{
    public async ValueTask<MessageSender<T>?> OpenAsync(HttpContext context)
    {
        string? position = log.Codec.ServerSentEvents.HasIds ? PositionIn(context.Request) : null;
        WireLogReader<T> reader;
        try
        {
            reader = await log.OpenReaderAsync(
                    position is null ? options.Start : WireLogStart.After(position),
                    options.WhenGone,
                    context.RequestAborted
                )
                .ConfigureAwait(false);
        }
        catch (WireLogGoneException exception)
        {
            await new RequestProblem(StatusCodes.Status410Gone, "position_gone", exception.Message)
                .SendAsync(context.Response)
                .ConfigureAwait(false);
            return null;
        }

        if (position is not null && reader.End is { } end)
        {
            await AnswerAsync(end, context.Response).ConfigureAwait(false);
            return null;
        }

        return (writer, onSent, gone) => RunAsync(reader, writer, onSent, gone);
    }

    /// <summary>Tells a client that has read everything, so that it does not try again.</summary>
    private static async Task AnswerAsync(WireLogEnd end, HttpResponse response)
    {
        if (end.Error is null)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await new RequestProblem(StatusCodes.Status500InternalServerError, "stream_failed", end.Error)
            .SendAsync(response)
            .ConfigureAwait(false);
    }

    private static async Task<bool> RunAsync(
        WireLogReader<T> reader,
        WireStreamWriter<T> writer,
        Action? onSent,
        CancellationToken gone
    )
    {
        try
        {
            while (await reader.WaitToReadAsync(gone).ConfigureAwait(false))
            {
                await writer.WriteFromAsync(reader, gone).ConfigureAwait(false);
                onSent?.Invoke();
            }

            return true;
        }
        catch (WireStreamException)
        {
            // The client has disconnected.
            return false;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // There is no client to write for.
            return false;
        }
    }

    private string? PositionIn(HttpRequest request) =>
        Text(request.Headers["Last-Event-ID"])
        ?? (options.PositionParameter is { } name ? Text(request.Query[name]) : null);

    private static string? Text(StringValues values) => StringValues.IsNullOrEmpty(values) ? null : values.ToString();
}

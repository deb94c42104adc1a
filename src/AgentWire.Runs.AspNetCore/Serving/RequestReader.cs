using System.Buffers;
using System.IO.Pipelines;
using AgentWire.AgUi;
using AgentWire.AspNetCore.Serving;
using AgentWire.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>Reads the request of a client, within limits.</summary>
internal sealed class RequestReader(WireCodec<RunAgentInput> codec)
{
    private const int MaxShown = 64;
    private const int MaxPointer = 256;

    private long MaxBytes => codec.Options.MaxMessageBytes;

    /// <summary>Reads the request. Exactly one of the results is not null.</summary>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    /// <exception cref="IOException">The connection failed.</exception>
    public async Task<(RunAgentInput? Input, RequestProblem? Problem)> ReadAsync(HttpRequest request)
    {
        if (FindProblem(request) is { } problem)
        {
            return (null, problem);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            return await ReadBodyAsync(request).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            // The server has refused the content: it is too long, too slow, or its framing is not valid.
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? (null, RequestProblem.TooLong(MaxBytes))
                : (null, new(exception.StatusCode, "bad_request", "The content of the request did not arrive."));
        }
    }

    private RequestProblem? FindProblem(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
        {
            string found = string.IsNullOrEmpty(request.ContentType) ? "none" : Show(request.ContentType);
            return Unsupported("content_type", $"expected the content type application/json in UTF-8, found {found}.");
        }

        StringValues encoding = request.Headers.ContentEncoding;
        if (!StringValues.IsNullOrEmpty(encoding) && !HasNoEffect(encoding.ToString()))
        {
            return Unsupported("content_encoding", $"expected no content encoding, found {Show(encoding.ToString())}.");
        }

        return request.ContentLength > MaxBytes ? RequestProblem.TooLong(MaxBytes) : null;
    }

    private async Task<(RunAgentInput?, RequestProblem?)> ReadBodyAsync(HttpRequest request)
    {
        PipeReader body = request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            ReadOnlySequence<byte> content = read.Buffer;
            if (content.Length > MaxBytes)
            {
                body.AdvanceTo(content.End);
                return (null, RequestProblem.TooLong(MaxBytes));
            }

            if (read.IsCompleted)
            {
                bool isInput = codec.TryRead(content, out RunAgentInput? input, out WireError error);
                body.AdvanceTo(content.End);
                return isInput
                    ? (input, null)
                    : (
                        null,
                        new(
                            StatusCodes.Status400BadRequest,
                            error.Code.ToWireName(),
                            $"The content is not a request of AG-UI: {error.Message}.",
                            SafeText.OneLine(error.Pointer, MaxPointer)
                        )
                    );
            }

            body.AdvanceTo(content.Start, content.End);
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && (
            type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (
                type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            )
        )
        && (
            !type.Charset.HasValue
            || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        );

    private static bool HasNoEffect(string encoding) => encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static RequestProblem Unsupported(string code, string detail) =>
        new(StatusCodes.Status415UnsupportedMediaType, code, $"The content of the request cannot be read: {detail}");

    private static string Show(string text) => $"\"{SafeText.OneLine(text, MaxShown)}\"";
}

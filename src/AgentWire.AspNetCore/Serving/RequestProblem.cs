using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Why a request is refused. Its texts are escaped and short, whatever the client has sent.</summary>
internal sealed record RequestProblem(int Status, string Code, string Detail, string? Pointer = null)
{
    public const string ContentType = "application/problem+json";

    public static IReadOnlyList<int> Statuses { get; } =
    [StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType];

    public static RequestProblem TooLong(long maxBytes) =>
        new(
            StatusCodes.Status413PayloadTooLarge,
            WireErrorCode.TooLarge.ToWireName(),
            $"The content of the request is too long: expected at most {maxBytes} bytes."
        );

    /// <summary>Sends the problem. It is written by hand, because a client that asks for events accepts no JSON, and must get it anyway.</summary>
    public async Task SendAsync(HttpResponse response)
    {
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter writer = new(body, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(Status));
            writer.WriteNumber("status"u8, Status);
            writer.WriteString("detail"u8, Detail);
            writer.WriteString("code"u8, Code);
            if (Pointer is not null)
            {
                writer.WriteString("pointer"u8, Pointer);
            }

            writer.WriteEndObject();
        }

        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}

using AgentWire.AgUi;
using AgentWire.Extensions.AI.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Input;

/// <summary>The parts of a message, in both forms.</summary>
internal static class Parts
{
    /// <exception cref="FormatException">The source of a part is not valid.</exception>
    public static List<AIContent> ToContents(MessageContent content) =>
        content switch
        {
            MessageContent.Parts parts => [.. parts.Value.Select(ToContent).OfType<AIContent>()],
            MessageContent.Text { Value.Length: > 0 } text => [new TextContent(text.Value)],
            _ => [],
        };

    /// <summary>Returns a text if the contents are one text, or none; otherwise their parts.</summary>
    public static MessageContent ToMessageContent(IEnumerable<AIContent> contents)
    {
        ContentPart[] parts = [.. contents.Select(ToPart).OfType<ContentPart>()];
        return parts.Length == 0 ? ""
            : parts.Length == 1 && parts[0] is ContentPart.Text text ? text.Value
            : parts.ToWireList();
    }

    /// <summary>Returns the part of a content, or null if AG-UI has none for it.</summary>
    public static ContentPart? ToPart(AIContent content) =>
        content switch
        {
            TextContent text => new ContentPart.Text { Value = HeldText.Whole(text.Text) },
            DataContent data => Media(
                data.MediaType,
                new PartSource.Data { Value = data.Base64Data.ToString(), MimeType = data.MediaType }
            ),
            UriContent uri => Media(
                uri.MediaType,
                new PartSource.Url
                {
                    Value = uri.Uri.OriginalString,
                    MimeType = uri.MediaType.EndsWith("/*", StringComparison.Ordinal) ? null : uri.MediaType,
                }
            ),
            HostedFileContent file => Media(
                file.MediaType,
                new PartSource.File { Value = file.FileId, MimeType = file.MediaType }
            ),
            _ => null,
        };

    private static AIContent? ToContent(ContentPart part) =>
        part switch
        {
            ContentPart.Text text => new TextContent(text.Value) { RawRepresentation = part },
            ContentPart.Image image => ToContent(part, image.Source, "image/*"),
            ContentPart.Audio audio => ToContent(part, audio.Source, "audio/*"),
            ContentPart.Video video => ToContent(part, video.Source, "video/*"),
            ContentPart.Document document => ToContent(part, document.Source, "application/octet-stream"),
            _ => null,
        };

    private static AIContent? ToContent(ContentPart part, PartSource source, string anyType)
    {
        try
        {
            AIContent? content = source switch
            {
                PartSource.Data data => new DataContent(Convert.FromBase64String(data.Value), data.MimeType),
                PartSource.Url url when url.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase) =>
                    new DataContent(url.Value, url.MimeType),
                PartSource.Url url => new UriContent(url.Value, url.MimeType ?? anyType),
                PartSource.File file => new HostedFileContent(file.Value) { MediaType = file.MimeType },
                _ => null,
            };
            if (content is not null)
            {
                content.RawRepresentation = part;
            }

            return content;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new FormatException($"The source of the {part.Tag} part is not valid: {e.Message}", e);
        }
    }

    private static ContentPart Media(string? mediaType, PartSource source) =>
        mediaType?.Split('/')[0].ToLowerInvariant() switch
        {
            "image" => new ContentPart.Image { Source = source },
            "audio" => new ContentPart.Audio { Source = source },
            "video" => new ContentPart.Video { Source = source },
            _ => new ContentPart.Document { Source = source },
        };
}

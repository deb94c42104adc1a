using System.Text.Json;
using AgentWire.AgUi;
using AgentWire.Extensions.AI.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Input;

/// <summary>The result of a tool call: a text or parts in AG-UI, and any value in Microsoft.Extensions.AI.</summary>
internal static class ToolResults
{
    // The exception of a tool can contain what the other side must not know.
    private const string Failed = "The tool has failed.";

    public static MessageContent ToContent(FunctionResultContent result, JsonSerializerOptions options) =>
        result.Result switch
        {
            null => result.Exception is null ? "" : Failed,
            string text => HeldText.Whole(text),
            JsonElement { ValueKind: JsonValueKind.String } text => HeldText.Whole(text.GetString()!),
            TextContent text => HeldText.Whole(text.Text),
            AIContent content when Parts.ToPart(content) is { } part => (WireList<ContentPart>)[part],
            IEnumerable<AIContent> contents => Parts.ToMessageContent(contents),
            { } value => Json.Serialize(value, options).ToString(),
        };

    /// <summary>Returns the text of <see cref="Message.Tool.Error"/>, or null if the tool has not failed.</summary>
    public static string? ErrorOf(FunctionResultContent result) => result.Exception is null ? null : Failed;

    public static object ToResult(MessageContent content) =>
        content is MessageContent.Text text ? text.Value : Parts.ToContents(content);
}

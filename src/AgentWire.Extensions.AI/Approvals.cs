using AgentWire.AgUi;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>
/// The approval of a tool call, as an interrupt of a run. The metadata of the call says which interrupt asks for it, because a
/// request that answers an interrupt does not say what it was.
/// </summary>
internal static class Approvals
{
    private const string MetadataKey = "interruptId";

    private static readonly RawJson ResponseSchema = RawJson.Parse(
        """{"type":"object","properties":{"approved":{"type":"boolean"},"reason":{"type":"string"}},"required":["approved"]}"""
    );

    public static RawJson MetadataOf(ToolApprovalRequestContent request) =>
        Json.Object([new(MetadataKey, Json.String(request.RequestId))]);

    public static Interrupt ToInterrupt(ToolApprovalRequestContent request, string toolCallId) =>
        new()
        {
            Id = request.RequestId,
            Reason = "tool_call",
            ToolCallId = toolCallId,
            ResponseSchema = ResponseSchema,
        };

    /// <summary>Finds the answer to the interrupt that asks for the approval of a call.</summary>
    public static ResumeEntry? FindAnswer(ToolCall call, WireList<ResumeEntry>? resume) =>
        call.Metadata is { } metadata && Json.FindString(metadata, MetadataKey) is { } id
            ? (resume ?? default).FirstOrDefault(entry => entry.InterruptId == id)
            : null;

    /// <exception cref="InvalidOperationException">The payload does not say whether the call is approved.</exception>
    public static ToolApprovalResponseContent ToResponse(ResumeEntry answer, ToolCallContent call) =>
        new(
            answer.InterruptId,
            answer.Status == ResumeStatus.Resolved
                && (
                    Json.FindBoolean(answer.Payload ?? default, "approved")
                    ?? throw new InvalidOperationException(
                        $"The payload for the interrupt '{answer.InterruptId}' has no boolean 'approved'."
                    )
                ),
            call
        )
        {
            Reason = Json.FindString(answer.Payload ?? default, "reason"),
        };

    public static ResumeEntry ToAnswer(ToolApprovalResponseContent response) =>
        new()
        {
            InterruptId = response.RequestId,
            Status = ResumeStatus.Resolved,
            Payload = Json.Object([
                new("approved", RawJson.Parse(response.Approved ? "true" : "false")),
                .. response.Reason is { } reason
                    ? new KeyValuePair<string, RawJson>[] { new("reason", Json.String(reason)) }
                    : [],
            ]),
        };
}

use crate::speed::{load_as, Loaded};
use crate::testee::{read_as, Outcome};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

pub fn read(name: &str, input: &[u8]) -> Outcome {
    read_as!(
        name,
        input,
        [
            AgUiEvent,
            RunStartedPayload,
            RunFinishedPayload,
            RunErrorPayload,
            StepStartedPayload,
            StepFinishedPayload,
            TextMessageStartPayload,
            TextMessageContentPayload,
            TextMessageEndPayload,
            ToolCallStartPayload,
            ToolCallArgsPayload,
            ToolCallEndPayload,
            ToolCallResultPayload,
            StateSnapshotPayload,
            StateDeltaPayload,
            MessagesSnapshotPayload,
            MessageRole,
            JsonPatchOperation,
            CustomPayload,
            ArtifactCustomPayload,
            ExecutionStepCustomPayload,
            SkillLoadedCustomPayload,
            Artifact,
            ArtifactPart,
            FileContent,
            ArtifactMetadata,
            ExecutionStep,
            StepStatus,
            StepContent,
            PlannedTool,
            Timestamp,
            ContextId,
        ]
    )
}

pub fn load(name: &str, input: Vec<u8>) -> Loaded {
    load_as!(name, input, [AgUiEvent])
}

type Timestamp = DateTime<Utc>;

/// A string that is a UUID in any of its forms. Its text is kept unchanged.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "String")]
struct ContextId(String);

impl TryFrom<String> for ContextId {
    type Error = uuid::Error;

    fn try_from(text: String) -> Result<Self, uuid::Error> {
        Uuid::parse_str(&text).map(|_| ContextId(text))
    }
}

#[derive(Serialize, Deserialize)]
struct Event<T> {
    timestamp: Timestamp,
    #[serde(flatten)]
    payload: T,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE")]
enum AgUiEvent {
    RunStarted(Event<RunStartedPayload>),
    RunFinished(Event<RunFinishedPayload>),
    RunError(Event<RunErrorPayload>),
    StepStarted(Event<StepStartedPayload>),
    StepFinished(Event<StepFinishedPayload>),
    TextMessageStart(Event<TextMessageStartPayload>),
    TextMessageContent(Event<TextMessageContentPayload>),
    TextMessageEnd(Event<TextMessageEndPayload>),
    ToolCallStart(Event<ToolCallStartPayload>),
    ToolCallArgs(Event<ToolCallArgsPayload>),
    ToolCallEnd(Event<ToolCallEndPayload>),
    ToolCallResult(Event<ToolCallResultPayload>),
    StateSnapshot(Event<StateSnapshotPayload>),
    StateDelta(Event<StateDeltaPayload>),
    MessagesSnapshot(Event<MessagesSnapshotPayload>),
    Custom(Event<CustomPayload>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RunStartedPayload {
    thread_id: ContextId,
    run_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    input: Option<Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RunFinishedPayload {
    thread_id: ContextId,
    run_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<Value>,
}

#[derive(Serialize, Deserialize)]
struct RunErrorPayload {
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StepStartedPayload {
    step_name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StepFinishedPayload {
    step_name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TextMessageStartPayload {
    message_id: String,
    role: MessageRole,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TextMessageContentPayload {
    message_id: String,
    delta: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TextMessageEndPayload {
    message_id: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToolCallStartPayload {
    tool_call_id: String,
    tool_call_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent_message_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToolCallArgsPayload {
    tool_call_id: String,
    delta: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToolCallEndPayload {
    tool_call_id: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToolCallResultPayload {
    message_id: String,
    tool_call_id: String,
    content: Value,
    role: MessageRole,
}

#[derive(Serialize, Deserialize)]
struct StateSnapshotPayload {
    snapshot: Value,
}

#[derive(Serialize, Deserialize)]
struct StateDeltaPayload {
    delta: Vec<JsonPatchOperation>,
}

#[derive(Serialize, Deserialize)]
struct MessagesSnapshotPayload {
    messages: Vec<Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum MessageRole {
    User,
    Assistant,
    System,
    Tool,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
enum JsonPatchOperation {
    Add { path: String, value: Value },
    Remove { path: String },
    Replace { path: String, value: Value },
    Move { from: String, path: String },
    Copy { from: String, path: String },
    Test { path: String, value: Value },
}

/// A value that fits no typed payload is generic.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum CustomPayload {
    Typed(TypedPayload),
    Generic { name: String, value: Value },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "name", content = "value", rename_all = "snake_case")]
enum TypedPayload {
    Artifact(ArtifactCustomPayload),
    ExecutionStep(ExecutionStepCustomPayload),
    SkillLoaded(SkillLoadedCustomPayload),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactCustomPayload {
    artifact: Artifact,
    task_id: String,
    context_id: ContextId,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExecutionStepCustomPayload {
    step: ExecutionStep,
    context_id: ContextId,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SkillLoadedCustomPayload {
    skill_id: String,
    skill_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    task_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Artifact {
    id: String,
    title: Option<String>,
    description: Option<String>,
    parts: Vec<ArtifactPart>,
    extensions: Vec<Value>,
    metadata: ArtifactMetadata,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum ArtifactPart {
    Text { text: String },
    File { file: FileContent },
    Data { data: Map<String, Value> },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileContent {
    name: Option<String>,
    mime_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ArtifactMetadata {
    artifact_type: String,
    context_id: ContextId,
    created_at: String,
    task_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rendering_hints: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mcp_execution_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mcp_schema: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is_internal: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tool_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    execution_index: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    skill_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    skill_name: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExecutionStep {
    step_id: String,
    task_id: String,
    status: StepStatus,
    started_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    completed_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    duration_ms: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    content: StepContent,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StepStatus {
    Pending,
    InProgress,
    Completed,
    Failed,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum StepContent {
    Understanding,
    Planning {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasoning: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        planned_tools: Option<Vec<PlannedTool>>,
    },
    SkillUsage {
        skill_id: String,
        skill_name: String,
    },
    ToolExecution {
        tool_name: String,
        tool_arguments: Value,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tool_result: Option<Value>,
    },
    Completion,
}

#[derive(Serialize, Deserialize)]
struct PlannedTool {
    tool_name: String,
    arguments: Value,
}

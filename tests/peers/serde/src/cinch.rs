use crate::sorted_tree::SortedTree;
use crate::speed::{load_as, Loaded};
use crate::testee::{read_as, Outcome};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub fn read(name: &str, input: &[u8]) -> Outcome {
    read_as!(
        name,
        input,
        [
            ServerMessage,
            ClientMessage,
            UserQuestion,
            QuestionChoice,
            QuestionResponse,
            LogLine,
            LogLevel,
            AgentEntry,
            UiStateSnapshot,
            ActiveQuestion,
            AnswerRequest,
            ChatRequest,
            ControlRequest,
            ControlAction,
        ]
    )
}

pub fn load(name: &str, input: Vec<u8>) -> Loaded {
    load_as!(name, input, [ServerMessage])
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ServerMessage {
    Snapshot { data: Value },
    Text { text: String },
    TextDelta { delta: String },
    ToolExecuting { name: String, arguments: String },
    ToolResult { name: String, result: String, is_error: bool },
    Reasoning { text: String },
    ReasoningDelta { delta: String },
    Round { round: u32, max_rounds: u32, context_pct: f64 },
    Phase { phase: String },
    Question { question: UserQuestion },
    QuestionDismissed,
    Finished,
    Log { line: LogLine },
    Extension { data: Value },
    UserMessage { message: String },
    TokenUsage { prompt_tokens: u32, completion_tokens: u32 },
    ToolCallsReceived { round: u32, count: usize },
    ToolCacheHit { name: String, arguments: String },
    Eviction { freed_chars: usize, evicted_count: usize },
    Compaction { compaction_number: usize },
    ModelRouted { model: String, round: u32 },
    CheckpointSaved { round: u32, path: String },
    CheckpointResumed { round: u32 },
    EmptyResponse { round: u32, attempt: u32, max_retries: u32 },
    ApprovalRequired { name: String, arguments: String },
    TodoUpdate { content: String },
}

#[derive(Serialize, Deserialize)]
struct UserQuestion {
    prompt: String,
    choices: Vec<QuestionChoice>,
    editable: bool,
    max_edit_length: Option<usize>,
}

#[derive(Serialize, Deserialize)]
struct QuestionChoice {
    label: String,
    body: String,
    metadata: String,
}

#[derive(Serialize, Deserialize)]
enum QuestionResponse {
    Selected(usize),
    SelectedEdited { index: usize, edited_text: String },
    FreeText(String),
    Skipped,
    TimedOut,
}

#[derive(Serialize, Deserialize)]
struct LogLine {
    time: String,
    level: LogLevel,
    message: String,
}

#[derive(Serialize, Deserialize)]
enum LogLevel {
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}

#[derive(Serialize, Deserialize)]
enum AgentEntry {
    Text(String),
    ToolExecuting { name: String, arguments: String },
    ToolResult { name: String, result: String, is_error: bool },
    UserMessage(String),
    TodoUpdate(String),
}

type UiStateSnapshot = SortedTree<Snapshot>;

#[derive(Serialize, Deserialize)]
struct Snapshot {
    phase: String,
    round: u32,
    max_rounds: u32,
    context_pct: f64,
    model: String,
    cycle: u32,
    agent_output: Vec<AgentEntry>,
    streaming_buffer: String,
    logs: Vec<LogLine>,
    running: bool,
    next_cycle_secs: Option<f64>,
    active_question: Option<ActiveQuestion>,
    extension: Option<Value>,
}

#[derive(Serialize, Deserialize)]
struct ActiveQuestion {
    question: UserQuestion,
    remaining_secs: Option<f64>,
    done: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ClientMessage {
    Answer { response: QuestionResponse },
    Chat { message: String },
    Quit,
}

#[derive(Serialize, Deserialize)]
struct AnswerRequest {
    response: QuestionResponse,
}

#[derive(Serialize, Deserialize)]
struct ChatRequest {
    message: String,
}

#[derive(Serialize, Deserialize)]
struct ControlRequest {
    action: ControlAction,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ControlAction {
    Quit,
}

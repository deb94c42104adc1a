use crate::speed::{load_as, Loaded};
use crate::testee::{read_as, Outcome};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub fn read(name: &str, input: &[u8]) -> Outcome {
    read_as!(name, input, [ServerMessage, ClientMessage, HistoryEntry])
}

pub fn load(name: &str, input: Vec<u8>) -> Loaded {
    load_as!(name, input, [ServerMessage])
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ServerMessage {
    Thinking {
        content: String,
    },
    Text {
        content: String,
    },
    ToolUseStart {
        tool_name: String,
    },
    // The contract's form: a tagged string, which upstream declares, has no bytes.
    ToolUseDelta {
        delta: String,
    },
    ToolUse {
        tool_name: String,
        tool_id: String,
        input: Value,
    },
    ToolResult {
        tool_id: String,
        result: String,
    },
    ToolResultDelta {
        tool_id: String,
        delta: String,
    },
    Usage {
        input_tokens: u64,
        output_tokens: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cache_creation_5m: Option<u64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cache_creation_1h: Option<u64>,
    },
    Done,
    Notice {
        text: String,
    },
    Error {
        message: String,
    },
    System {
        message: String,
    },
    #[serde(rename = "history")]
    HistoryResponse {
        messages: Vec<HistoryEntry>,
    },
    #[serde(rename = "status")]
    StatusResponse {
        model: String,
        thinking: String,
        streaming: bool,
        session_id: String,
        total_input_tokens: u64,
        total_output_tokens: u64,
        session_cost: f64,
        connected_clients: usize,
    },
    ResponseStart,
    ResponseReset,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
enum HistoryEntry {
    User { content: String, time: String },
    Thinking { content: String, time: String },
    Text { content: String, time: String },
    ToolUse { tool_name: String, input: String, time: String },
    ToolResult { result: String, time: String },
    System { content: String, time: String },
    Error { content: String, time: String },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ClientMessage {
    Message { content: String },
    Command { name: String, args: String },
    Cancel,
    Status,
    History,
}

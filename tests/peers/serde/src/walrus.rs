use crate::speed::{load_as, Loaded};
use crate::testee::{read_as, Outcome};
use serde::{Deserialize, Serialize};

pub fn read(name: &str, input: &[u8]) -> Outcome {
    read_as!(
        name,
        input,
        [
            ServerMessage,
            ClientMessage,
            SendResponse,
            StreamEvent,
            ToolCallInfo,
            DownloadEvent,
            HubEvent,
            SessionInfo,
            TaskInfo,
            HubAction,
        ]
    )
}

pub fn load(name: &str, input: Vec<u8>) -> Loaded {
    load_as!(name, input, [ServerMessage])
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ServerMessage {
    Response(SendResponse),
    Stream(StreamEvent),
    Download(DownloadEvent),
    Error { code: u16, message: String },
    Pong,
    Hub(HubEvent),
    // The form of the contract, because the tagged list that upstream declares has no bytes.
    Sessions { sessions: Vec<SessionInfo> },
    Tasks { tasks: Vec<TaskInfo> },
}

#[derive(Serialize, Deserialize)]
struct SendResponse {
    agent: String,
    content: String,
    session: u64,
}

#[derive(Serialize, Deserialize)]
enum StreamEvent {
    Start { agent: String, session: u64 },
    Chunk { content: String },
    Thinking { content: String },
    ToolStart { calls: Vec<ToolCallInfo> },
    ToolResult { call_id: String, output: String },
    ToolsComplete,
    End { agent: String },
}

#[derive(Serialize, Deserialize)]
struct ToolCallInfo {
    name: String,
    arguments: String,
}

#[derive(Serialize, Deserialize)]
enum DownloadEvent {
    Start { model: String },
    FileStart { model: String, filename: String, size: u64 },
    Progress { model: String, bytes: u64 },
    FileEnd { model: String, filename: String },
    End { model: String },
}

#[derive(Serialize, Deserialize)]
enum HubEvent {
    Start { package: String },
    Step { message: String },
    End { package: String },
}

#[derive(Serialize, Deserialize)]
struct SessionInfo {
    id: u64,
    agent: String,
    created_by: String,
    message_count: usize,
    alive_secs: u64,
}

#[derive(Serialize, Deserialize)]
struct TaskInfo {
    id: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent_id: Option<u64>,
    agent: String,
    status: String,
    description: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    created_by: String,
    prompt_tokens: u64,
    completion_tokens: u64,
    alive_secs: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    blocked_on: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ClientMessage {
    Send {
        agent: String,
        content: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<u64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sender: Option<String>,
    },
    Stream {
        agent: String,
        content: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<u64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sender: Option<String>,
    },
    Download {
        model: String,
    },
    Ping,
    Hub {
        package: String,
        action: HubAction,
    },
    Sessions,
    Kill {
        session: u64,
    },
    Tasks,
    KillTask {
        task_id: u64,
    },
    Approve {
        task_id: u64,
        response: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum HubAction {
    Install,
    Uninstall,
}

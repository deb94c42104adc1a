//! Members are declared in sorted order.
//! An event as a whole is written as a sorted tree, which puts its tag in its place.

use crate::sorted_tree::SortedTree;
use crate::speed::{load_as, Loaded};
use crate::testee::{read_as, Outcome};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

pub fn read(name: &str, input: &[u8]) -> Outcome {
    read_as!(
        name,
        input,
        [
            ServerEvent,
            ClientAction,
            StreamState,
            Usage,
            Citation,
            ErrorInfo,
            ErrorCode,
            OtpChannel,
            OtpError,
            InteractionError,
            AgentId,
            AuthContext,
            ImageAttachment,
            ImageDetail,
            FileAttachment,
        ]
    )
}

/// ServerEvent is what the references have, a sorted `Value`; Event is what they would be fastest with, the types alone.
pub fn load(name: &str, input: Vec<u8>) -> Loaded {
    load_as!(name, input, [ServerEvent, Event])
}

type Object = Map<String, Value>;
type ErrorCode = String;

/// Takes a null as a value, not for an absent member: an opaque value keeps it, and all others refuse it.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Takes a null as no elements.
fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// A type of the values that fit a bound.
macro_rules! bounded {
    ($name:ident, $from:literal, $type:ty, $fits:expr, $expected:literal) => {
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        #[serde(try_from = $from)]
        struct $name($type);

        impl TryFrom<$type> for $name {
            type Error = &'static str;

            fn try_from(value: $type) -> Result<Self, Self::Error> {
                let fits: fn(&$type) -> bool = $fits;
                if fits(&value) {
                    Ok($name(value))
                } else {
                    Err(concat!("expected ", $expected))
                }
            }
        }
    };
}

bounded!(AgentId, "String", String, |id| !id.chars().all(char::is_whitespace), "an agent that is not blank");
bounded!(Attempts, "i64", i64, |count| *count >= 0, "0 or more attempts");
bounded!(CancelledStatus, "i64", i64, |status| *status == 499, "status 499");
bounded!(Channels, "Vec<OtpChannel>", Vec<OtpChannel>, |list| !list.is_empty(), "at least one channel");
bounded!(
    InteractionErrors,
    "Vec<InteractionError>",
    Vec<InteractionError>,
    |list| !list.is_empty(),
    "at least one error"
);
bounded!(MessageText, "String", String, |text| (1..=10_000).contains(&text.chars().count()), "1 to 10000 characters");
bounded!(ListSize, "i64", i64, |size| (1..=200).contains(size), "a limit from 1 to 200");
bounded!(PageSize, "i64", i64, |size| (1..=100).contains(size), "a limit from 1 to 100");

/// Fills both places of a fact from the one that has it.
fn mirror<T: Clone + PartialEq>(outer: &mut Option<T>, inner: &mut Option<T>) -> Result<(), &'static str> {
    match (&*outer, &*inner) {
        (Some(one), Some(another)) if one != another => return Err("the two places of a fact differ"),
        (Some(value), None) => *inner = Some(value.clone()),
        (None, Some(value)) => *outer = Some(value.clone()),
        _ => {}
    }
    Ok(())
}

/// The same for a fact that has to stand somewhere.
fn mirror_required<T: Clone + PartialEq>(outer: &mut Option<T>, inner: &mut Option<T>) -> Result<(), &'static str> {
    mirror(outer, inner)?;
    outer.as_ref().map(|_| ()).ok_or("a fact is in neither of its places")
}

/// An event in which each mirrored fact is in both of its places.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "Event")]
struct ServerEvent(SortedTree<Event>);

impl TryFrom<Event> for ServerEvent {
    type Error = &'static str;

    fn try_from(mut event: Event) -> Result<Self, Self::Error> {
        match &mut event {
            Event::Pong(event) => {
                let mut data = event.data.take().unwrap_or_default();
                mirror(&mut event.timestamp, &mut data.timestamp)?;
                event.data = event.timestamp.map(|_| data);
            }
            Event::ImmediateResponse(_) => {}
            Event::StreamToken(event) | Event::StreamReasoning(event) | Event::StreamPreamble(event) => {
                mirror_required(&mut event.request_id, &mut event.data.request_id)?;
                mirror_required(&mut event.token, &mut event.data.token)?;
            }
            Event::StreamChunk(event) => {
                mirror_required(&mut event.node, &mut event.data.node)?;
                mirror_required(&mut event.request_id, &mut event.data.request_id)?;
            }
            Event::EventualResponse(event) => {
                mirror_required(&mut event.request_id, &mut event.data.request_id)?;
                mirror_required(&mut event.status, &mut event.data.status)?;
            }
            Event::Keepalive(event) => mirror_required(&mut event.request_id, &mut event.data.request_id)?,
            Event::WriteConfirmationRequired(event) => event.mirror()?,
            Event::OtpVerificationRequired(event) => event.mirror()?,
            Event::OtpSent(event) => event.mirror()?,
            Event::OtpVerified(event) => event.mirror()?,
            Event::OtpInvalid(event) => event.mirror()?,
            Event::InteractionRequired(event) => event.mirror()?,
            Event::InteractionInvalid(event) => event.mirror()?,
            Event::Cancelled(event) => {
                let mut data = event.data.take().unwrap_or_default();
                mirror(&mut event.request_id, &mut data.request_id)?;
                mirror_required(&mut event.status, &mut data.status)?;
                event.data = Some(data);
            }
            Event::Error(event) => {
                mirror_required(&mut event.error, &mut event.data.error)?;
                mirror(&mut event.request_id, &mut event.data.request_id)?;
            }
        }
        Ok(ServerEvent(SortedTree(event)))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Event {
    Pong(Pong),
    ImmediateResponse(ImmediateResponse),
    StreamToken(StreamToken),
    StreamReasoning(StreamToken),
    StreamPreamble(StreamToken),
    StreamChunk(StreamChunk),
    EventualResponse(EventualResponse),
    Keepalive(Keepalive),
    WriteConfirmationRequired(TurnEvent<WriteConfirmation>),
    OtpVerificationRequired(TurnEvent<OtpVerification>),
    OtpSent(TurnEvent<OtpSent>),
    OtpVerified(TurnEvent<OtpVerified>),
    OtpInvalid(TurnEvent<OtpInvalid>),
    InteractionRequired(TurnEvent<InteractionRequired>),
    InteractionInvalid(TurnEvent<InteractionInvalid>),
    Cancelled(Cancelled),
    Error(ErrorEvent),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pong {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<PongData>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

#[derive(Default, Serialize, Deserialize)]
struct PongData {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ImmediateResponse {
    data: Object,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StreamToken {
    #[serde(default)]
    data: TokenData,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TokenData {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StreamChunk {
    data: ChunkData,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    node: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ChunkData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<bool>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    node: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    state: Value,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StreamState {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pending_otp_verification: Option<Value>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pending_write_confirmation: Option<Value>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    raw_response: Option<Value>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    structured_response: Option<Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct EventualResponse {
    data: ResponseData,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResponseData {
    data: Response,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    status: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    citations: Vec<Citation>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    directive: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    escalation_reason: Option<String>,
    message_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    needs_escalation: Option<bool>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    response: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    usage: Option<Usage>,
}

#[derive(Serialize, Deserialize)]
struct Citation {
    id: String,
    score: f64,
    snippet: String,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Usage {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    completion_tokens: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cost_usd: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prompt_tokens: Option<u64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Keepalive {
    #[serde(default)]
    data: KeepaliveData,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeepaliveData {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

/// An event with an envelope inside its envelope.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TurnEvent<T> {
    data: TurnData<T>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

impl<T> TurnEvent<T> {
    fn mirror(&mut self) -> Result<(), &'static str> {
        mirror_required(&mut self.request_id, &mut self.data.request_id)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TurnData<T> {
    data: T,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WriteConfirmation {
    action_description: String,
    tool_id: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OtpVerification {
    action_description: String,
    auth_level: String,
    available_channels: Channels,
    tool_id: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OtpSent {
    channel: OtpChannel,
    masked_destination: String,
}

#[derive(Serialize, Deserialize)]
struct OtpVerified {
    message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OtpInvalid {
    attempts_remaining: Attempts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<OtpError>,
    message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct InteractionRequired {
    interaction_id: String,
    kind: String,
    reason: String,
    spec: Object,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct InteractionInvalid {
    errors: InteractionErrors,
    interaction_id: String,
    kind: String,
    message: String,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct InteractionError {
    field: String,
    message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cancelled {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<CancelledData>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    status: Option<CancelledStatus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CancelledData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    status: Option<CancelledStatus>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ErrorEvent {
    #[serde(default)]
    data: ErrorData,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<ErrorInfo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ErrorData {
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    details: Option<Value>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    error: Option<ErrorInfo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct ErrorInfo {
    code: ErrorCode,
    message: String,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OtpChannel {
    Email,
    Sms,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum OtpError {
    InvalidCode,
    MaxAttempts,
    NotFound,
    Expired,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
enum ClientAction {
    #[serde(rename_all = "camelCase")]
    CreateConversationSession {
        agent_id: AgentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        auth_context: Option<AuthContext>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        browser_fingerprint: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation_id: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        metadata: Option<Object>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        supports: Option<Vec<String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user_email: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user_name: Option<String>,
    },
    #[serde(rename_all = "camelCase")]
    SendMessage {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        files: Option<Vec<FileAttachment>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        images: Option<Vec<ImageAttachment>>,
        message: MessageText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        model: Option<String>,
        request_id: String,
        session_id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        skill: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stream: Option<bool>,
    },
    #[serde(rename_all = "camelCase")]
    GetSession {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
        session_id: String,
    },
    #[serde(rename_all = "camelCase")]
    GetConversationMessages {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cursor: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<PageSize>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
        session_id: String,
    },
    #[serde(rename_all = "camelCase")]
    ConfirmToolAction { approved: bool, request_id: String, session_id: String },
    #[serde(rename_all = "camelCase")]
    VerifyOtp { code: String, request_id: String, session_id: String },
    #[serde(rename_all = "camelCase")]
    SubmitInteraction {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        declined: Option<bool>,
        interaction_id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        request_id: String,
        session_id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        values: Option<Object>,
    },
    #[serde(rename_all = "camelCase")]
    Cancel {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session_id: Option<String>,
    },
    #[serde(rename_all = "camelCase")]
    Ping {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
    },
    #[serde(rename_all = "camelCase")]
    ListConversations {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cursor: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<ListSize>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        query: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
    },
    #[serde(rename_all = "camelCase")]
    RenameConversation {
        conversation_id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
        title: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AuthContext {
    signature: String,
    timestamp: i64,
    user_id: String,
}

#[derive(Serialize, Deserialize)]
struct ImageAttachment {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detail: Option<ImageDetail>,
    url: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ImageDetail {
    Low,
    High,
    Auto,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileAttachment {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mime_type: Option<String>,
    name: String,
    url: String,
}

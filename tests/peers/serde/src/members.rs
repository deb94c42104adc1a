//! What members of more than one dialect are made of.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A string that is a UUID in any of its forms, kept as it is written.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct UuidText(String);

impl TryFrom<String> for UuidText {
    type Error = uuid::Error;

    fn try_from(text: String) -> Result<Self, uuid::Error> {
        Uuid::parse_str(&text).map(|_| UuidText(text))
    }
}

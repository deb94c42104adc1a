//! The testee protocol: one request a line on standard input, one answer a line on standard output.

use crate::exponents::respell;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::io::{self, BufRead, Write};

#[derive(Deserialize)]
pub struct Request {
    id: String,
    op: String,
    pub dialect: String,
    pub r#type: String,
    input: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Read { id: String, output: String },
    Refused { id: String, error: &'static str, message: String },
    Skipped { id: String, skip: String },
}

/// What became of a message; None where the type is not mirrored here.
pub type Outcome = Option<serde_json::Result<Vec<u8>>>;

/// Reads a message as a type, and writes it back.
pub fn read_and_write<T: DeserializeOwned + Serialize>(input: &[u8]) -> serde_json::Result<Vec<u8>> {
    let message: T = serde_json::from_slice(input)?;
    Ok(respell(&serde_json::to_vec(&message)?))
}

/// Picks the type of a name, and reads and writes it.
macro_rules! read_as {
    ($name:expr, $input:expr, [$($type:ident),* $(,)?]) => {
        match $name {
            $(stringify!($type) => Some($crate::testee::read_and_write::<$type>($input)),)*
            _ => None,
        }
    };
}
pub(crate) use read_as;

/// Answers requests until the input ends.
pub fn serve(mut answer: impl FnMut(&str) -> Result<String, Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        writeln!(output, "{}", answer(&line?)?)?;
        output.flush()?;
    }
    Ok(())
}

/// The answer to a request, by the types that `read` knows by dialect and name.
pub fn answer(request: Request, read: impl Fn(&str, &str, &[u8]) -> Outcome) -> Result<String, Box<dyn Error>> {
    let id = request.id;
    let answer = if request.op != "read" {
        Answer::Skipped { id, skip: format!("serde has no {}", request.op) }
    } else {
        let input = base64::decode(&request.input)?;
        match read(&request.dialect, &request.r#type, &input) {
            Some(Ok(bytes)) => Answer::Read { id, output: base64::encode(bytes) },
            Some(Err(error)) => Answer::Refused { id, error: "refused", message: error.to_string() },
            None => Answer::Skipped { id, skip: format!("{} is not mirrored", request.r#type) },
        }
    };
    Ok(serde_json::to_string(&answer)?)
}

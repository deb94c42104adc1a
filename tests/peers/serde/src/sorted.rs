//! The peer for the dialects whose opaque values are sorted.
//! Its argument is the program for the other dialects, which it asks for those; or `speed`, to be timed.

mod cinch;
mod exponents;
mod forms;
mod other;
mod shapes;
mod smooth_operator;
mod sorted_tree;
mod speed;
mod synaps;
mod testee;
mod walrus;

use other::Other;
use std::error::Error;

fn read(dialect: &str, name: &str, input: &[u8]) -> testee::Outcome {
    match dialect {
        "cinch" => cinch::read(name, input),
        "smooth-operator" => smooth_operator::read(name, input),
        "synaps" => synaps::read(name, input),
        "walrus" => walrus::read(name, input),
        _ => shapes::read(dialect, name, input),
    }
}

/// Whether the opaque values of a type keep their order. In lantern, one type is sorted.
fn keeps_order(dialect: &str, name: &str) -> bool {
    dialect == "systemprompt" || (dialect == "lantern" && name != "Snapshot")
}

fn load(dialect: &str, name: &str, input: Vec<u8>) -> speed::Loaded {
    match dialect {
        "cinch" => cinch::load(name, input),
        "smooth-operator" => smooth_operator::load(name, input),
        "synaps" => synaps::load(name, input),
        "walrus" => walrus::load(name, input),
        _ => None,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let argument = std::env::args_os().nth(1);
    if argument.as_deref() == Some("speed".as_ref()) {
        return speed::serve(load);
    }

    let mut other = argument.map(Other::start).transpose()?;
    testee::serve(|line| {
        let request: testee::Request = serde_json::from_str(line)?;
        match &mut other {
            Some(other) if keeps_order(&request.dialect, &request.r#type) => Ok(other.ask(line)?),
            _ => testee::answer(request, read),
        }
    })
}

//! The peer for the dialect whose opaque values keep their order: serde_json with `preserve_order`.

mod exponents;
mod members;
mod systemprompt;
mod testee;

use std::error::Error;

fn read(dialect: &str, name: &str, input: &[u8]) -> testee::Outcome {
    match dialect {
        "systemprompt" => systemprompt::read(name, input),
        _ => None,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    testee::serve(|line| testee::answer(serde_json::from_str(line)?, read))
}

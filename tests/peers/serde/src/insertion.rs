//! The peer for the dialects whose opaque values keep their order: serde_json with `preserve_order`.
//! With the argument `speed` it is timed.

mod exponents;
mod forms;
mod lantern;
mod speed;
mod systemprompt;
mod testee;

use std::error::Error;

fn read(dialect: &str, name: &str, input: &[u8]) -> testee::Outcome {
    match dialect {
        "lantern" => lantern::read(name, input),
        "systemprompt" => systemprompt::read(name, input),
        _ => None,
    }
}

fn load(dialect: &str, name: &str, input: Vec<u8>) -> speed::Loaded {
    match dialect {
        "systemprompt" => systemprompt::load(name, input),
        _ => None,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args_os().nth(1).as_deref() == Some("speed".as_ref()) {
        return speed::serve(load);
    }

    testee::serve(|line| testee::answer(serde_json::from_str(line)?, read))
}

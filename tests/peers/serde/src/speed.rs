//! Times reading and writing the messages of a file, with one pass per command. The benchmark uses this program.

use serde::de::DeserializeOwned;
use serde::Serialize;
use std::collections::HashMap;
use std::error::Error;
use std::io::{self, BufRead, Write};
use std::ops::Range;
use std::time::{Duration, Instant};

/// The messages of a file, of one type.
pub trait Corpus {
    fn read(&self) -> serde_json::Result<Duration>;
    fn write(&mut self) -> serde_json::Result<Duration>;
}

pub struct Messages<T> {
    input: Vec<u8>,
    lines: Vec<Range<usize>>,
    values: Vec<T>,
    output: Vec<u8>,
}

impl<T: DeserializeOwned + Serialize> Messages<T> {
    /// Reads one message per line.
    pub fn parse(input: Vec<u8>) -> serde_json::Result<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in input.split_inclusive(|&byte| byte == b'\n') {
            lines.push(start..start + line.len() - 1);
            start += line.len();
        }
        let values = lines.iter().map(|line| serde_json::from_slice(&input[line.clone()])).collect::<Result<_, _>>()?;
        Ok(Messages { input, lines, values, output: Vec::new() })
    }
}

impl<T: DeserializeOwned + Serialize> Corpus for Messages<T> {
    fn read(&self) -> serde_json::Result<Duration> {
        let start = Instant::now();
        for line in &self.lines {
            drop(serde_json::from_slice::<T>(&self.input[line.clone()])?);
        }
        Ok(start.elapsed())
    }

    fn write(&mut self) -> serde_json::Result<Duration> {
        let start = Instant::now();
        for value in &self.values {
            self.output.clear();
            serde_json::to_writer(&mut self.output, value)?;
        }
        Ok(start.elapsed())
    }
}

/// A function that parses a file as a type, or None if the type is not timed here.
pub type Loaded = Option<serde_json::Result<Box<dyn Corpus>>>;

/// Selects a type by name, and parses a file as messages of this type.
macro_rules! load_as {
    ($name:expr, $input:expr, [$($type:ident),* $(,)?]) => {
        match $name {
            $(stringify!($type) => {
                Some($crate::speed::Messages::<$type>::parse($input).map(|messages| Box::new(messages) as _))
            })*
            _ => None,
        }
    };
}
pub(crate) use load_as;

/// Executes `load NAME DIALECT TYPE PATH`, `read NAME`, `write NAME` and `drop NAME` until the input ends. The answer is the time in
/// nanoseconds, or 0 if the time is not relevant.
pub fn serve(load: impl Fn(&str, &str, Vec<u8>) -> Loaded) -> Result<(), Box<dyn Error>> {
    let mut corpora: HashMap<String, Box<dyn Corpus>> = HashMap::new();
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.splitn(5, ' ').collect();
        let elapsed = match words[..] {
            ["load", name, dialect, type_name, path] => {
                let corpus = load(dialect, type_name, std::fs::read(path)?).ok_or("that type is not timed")??;
                corpora.insert(name.to_owned(), corpus);
                Duration::ZERO
            }
            ["read", name] => corpora.get(name).ok_or("no such corpus")?.read()?,
            ["write", name] => corpora.get_mut(name).ok_or("no such corpus")?.write()?,
            ["drop", name] => corpora.remove(name).map(|_| Duration::ZERO).ok_or("no such corpus")?,
            _ => return Err(format!("not a command: {line}").into()),
        };
        writeln!(output, "{}", elapsed.as_nanos())?;
        output.flush()?;
    }
    Ok(())
}

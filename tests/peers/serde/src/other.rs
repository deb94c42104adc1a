use std::ffi::OsString;
use std::io::{BufRead, BufReader, ErrorKind, Result, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

/// Another testee, which ends when this one does: its input ends then.
pub struct Other {
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Other {
    pub fn start(program: OsString) -> Result<Other> {
        let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let questions = child.stdin.take().expect("its input is a pipe");
        let answers = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Ok(Other { questions, answers })
    }

    pub fn ask(&mut self, line: &str) -> Result<String> {
        writeln!(self.questions, "{line}")?;
        let mut answer = String::new();
        match self.answers.read_line(&mut answer)? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(answer.trim_end().to_owned()),
        }
    }
}

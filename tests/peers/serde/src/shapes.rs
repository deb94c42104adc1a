//! Dialects of the tests, with the shapes that no dialect of spec/ has: maps among sorted members, lists as messages, unions by
//! kind, and members that all variants share.

use crate::testee::Outcome;

pub fn read(dialect: &str, name: &str, input: &[u8]) -> Outcome {
    match dialect {
        "base-members" => base_members::read(name, input),
        "lantern" => lantern::read(name, input),
        "list-roots" => list_roots::read(name, input),
        "sorted-maps" => sorted_maps::read(name, input),
        "untagged" => untagged::read(name, input),
        _ => None,
    }
}

mod base_members {
    use crate::forms::Text;
    use crate::testee::{read_as, Outcome};
    use serde::{Deserialize, Serialize};

    pub fn read(name: &str, input: &[u8]) -> Outcome {
        read_as!(name, input, [Event, Level, Step, Choice])
    }

    type Id = Text<1, { usize::MAX }>;

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    enum Event {
        Start {
            id: Id,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<i64>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            tags: Option<Vec<String>>,
            level: Level,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            same: Option<String>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            finish: Option<String>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            step: Option<Step>,
        },
        Finish {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            id: Option<Id>,
            at: i64,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            tags: Option<Vec<String>>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            level: Option<Level>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            same: Option<bool>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            finish: Option<String>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            choice: Option<Choice>,
        },
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Level {
        High,
        Low,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Step {
        Go {
            count: i64,
            text: String,
        },
        Stay {
            count: i64,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            text: Option<String>,
        },
    }

    #[derive(Serialize, Deserialize)]
    enum Choice {
        One { index: i64 },
        Two { index: i64 },
    }
}

/// The one type of lantern whose members are sorted.
mod lantern {
    use crate::forms::Entries;
    use crate::sorted_tree::SortedTree;
    use crate::testee::{read_as, Outcome};
    use serde::{Deserialize, Serialize};
    use serde_json::{Map, Value};

    pub fn read(name: &str, input: &[u8]) -> Outcome {
        read_as!(name, input, [Snapshot])
    }

    type Snapshot = SortedTree<State>;

    #[derive(Serialize, Deserialize)]
    struct State {
        zone: String,
        greeting: Greeting,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<Format>,
        about: About,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weights: Option<Entries<f64>>,
        #[serde(flatten)]
        unknown: Map<String, Value>,
    }

    #[derive(Serialize, Deserialize)]
    struct Greeting {
        name: String,
        age: u64,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Format {
        Compact,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum About {
        Lantern,
    }
}

mod list_roots {
    use crate::forms::{present, List, Text};
    use crate::testee::{read_as, Outcome};
    use serde::{Deserialize, Serialize};

    pub fn read(name: &str, input: &[u8]) -> Outcome {
        read_as!(name, input, [Batch, Either, Event, Grid, Names, Row])
    }

    type Batch = List<Event, 1>;
    type Grid = Vec<Row>;
    type Names = Vec<Text<1, { usize::MAX }>>;
    type Row = List<f64, 2>;

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    enum Event {
        Grouped {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            batch: Option<Batch>,
            #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
            grid: Option<Option<Grid>>,
        },
        Named {
            #[serde(default)]
            names: Names,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            either: Option<Either>,
        },
    }

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Names(Names),
        Row(Row),
    }
}

mod sorted_maps {
    use crate::forms::{or_empty, Entries};
    use crate::sorted_tree::SortedTree;
    use crate::testee::{read_as, Outcome};
    use serde::{Deserialize, Serialize};
    use serde_json::{Map, Value};

    pub fn read(name: &str, input: &[u8]) -> Outcome {
        read_as!(name, input, [Message, Settings])
    }

    type Message = SortedTree<AnyMessage>;
    type Settings = SortedTree<NamedSettings>;

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    enum AnyMessage {
        Data {
            labels: Entries<String>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            groups: Option<Entries<Entries<NamedSettings>>>,
            #[serde(default, skip_serializing_if = "Entries::is_empty", deserialize_with = "or_empty")]
            flags: Entries<bool>,
        },
        Counts {
            #[serde(flatten)]
            counts: Entries<u32>,
        },
        Settings {
            settings: NamedSettings,
        },
    }

    #[derive(Serialize, Deserialize)]
    struct NamedSettings {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        a_first: Option<String>,
        #[serde(flatten)]
        others: Entries<Map<String, Value>>,
    }
}

mod untagged {
    use crate::forms::{List, Text};
    use crate::testee::{read_as, Outcome};
    use serde::{Deserialize, Serialize};
    use serde_json::{Map, Value};

    pub fn read(name: &str, input: &[u8]) -> Outcome {
        read_as!(name, input, [Message, Label, Part, FileContent, Mode])
    }

    type Mode = String;

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Message {
        Artifact {
            parts: List<Part, 1>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            label: Option<Label>,
        },
    }

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Label {
        One(Text<0, 20>),
        Several(Vec<String>),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Part {
        Text { text: String },
        File { file: FileContent },
        Data { data: Map<String, Value> },
    }

    #[derive(Serialize, Deserialize)]
    struct FileContent {
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mode: Option<Mode>,
    }
}

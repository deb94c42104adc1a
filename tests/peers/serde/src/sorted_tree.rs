use serde::ser::Error;
use serde::{Deserialize, Serialize, Serializer};

/// A value whose members are written sorted at every level. It is converted to a `Value`, as in the references.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct SortedTree<T>(pub T);

impl<T: Serialize> Serialize for SortedTree<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::to_value(&self.0).map_err(S::Error::custom)?.serialize(serializer)
    }
}

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::session::{Completed, Execution, Failed};

/// A call of several tools whose local part has run.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Batch {
    /// The slugs of all tools, in the order of the call.
    slugs: Vec<String>,
    /// The results of the local tools, by their position in the call.
    #[serde(with = "in_pairs")]
    local: BTreeMap<usize, Result<Value, String>>,
}

/// A map as a list of pairs: JSON has no keys that are numbers, and a tagged enum does not read them from text.
mod in_pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}

impl Batch {
    pub(super) fn new(slugs: Vec<String>, local: Vec<(usize, Result<Value, String>)>) -> Self {
        Self { slugs, local: local.into_iter().collect() }
    }

    /// The outcome of a call without remote tools.
    pub(super) fn report(self) -> Execution {
        let data = self.merged(Map::new(), |_, _| String::new());
        Execution::Completed(Completed::new(data))
    }

    /// Merges the router's results for the remote tools with the local ones.
    ///
    /// The local results are never lost: if the remote part fails, the remote tools get its error.
    pub(super) fn merge(self, answer: Result<Execution, Error>) -> Execution {
        let no_result = |slug: &str| format!("the router returned no result for {slug}");
        let nothing = || Completed::new(Value::Null);
        let (mut done, error) = match answer {
            Ok(Execution::InputRequired(input)) => return Execution::InputRequired(input.keeping(self)),
            Ok(Execution::Completed(done)) => (done, None),
            Ok(Execution::Failed(Failed { error, data, log_id, instant_charge, hook_results })) => {
                (Completed { data, log_id, instant_charge, hook_results }, error)
            }
            Ok(outcome) => (nothing(), Some(outcome.to_string())),
            Err(error) => (nothing(), Some(error.to_string())),
        };
        let answered = if let Value::Object(answered) = done.data.take() { answered } else { Map::new() };
        done.data = self.merged(answered, |_, slug| error.clone().unwrap_or_else(|| no_result(slug)));
        Execution::Completed(done)
    }

    /// `missing` describes a remote tool for which `answered` has no result.
    fn merged(self, mut answered: Map<String, Value>, missing: impl Fn(usize, &str) -> String) -> Value {
        let remote: Vec<usize> = (0..self.slugs.len()).filter(|index| !self.local.contains_key(index)).collect();
        let results = match answered.remove("results") {
            Some(Value::Array(results)) => in_order(results, remote.len()),
            _ => vec![None; remote.len()],
        };
        // What was stored in the meantime may have a result of a tool that it does not name.
        let named = |(index, result): (usize, _)| Some((index, item(self.slugs.get(index)?, result)));
        let mut told: BTreeMap<usize, Value> = self.local.into_iter().filter_map(named).collect();
        for (index, result) in remote.into_iter().zip(results) {
            let slug = &self.slugs[index];
            told.insert(index, result.unwrap_or_else(|| item(slug, Err(missing(index, slug)))));
        }
        let total = told.len();
        let results: Vec<Value> = told
            .into_iter()
            .map(|(index, mut result)| {
                result["index"] = index.into();
                result
            })
            .collect();
        let failed = results.iter().filter(|result| has_failed(result)).count();
        answered.insert("results".to_owned(), results.into());
        answered.insert("total_count".to_owned(), total.into());
        answered.insert("success_count".to_owned(), (total - failed).into());
        answered.insert("error_count".to_owned(), failed.into());
        answered.into()
    }
}

/// The results in the order of the tools that were sent. Their `index` counts from 0; if a router counts from 1 or not
/// at all, they are taken in the order given.
fn in_order(results: Vec<Value>, sent: usize) -> Vec<Option<Value>> {
    let places: Option<Vec<usize>> =
        results.iter().map(|result| usize::try_from(result["index"].as_u64()?).ok()).collect();
    let is_usable = |places: &Vec<usize>| {
        let distinct: std::collections::HashSet<_> = places.iter().collect();
        distinct.len() == places.len() && places.iter().all(|place| *place < sent)
    };
    let places = places.filter(is_usable).unwrap_or_else(|| (0..results.len()).collect());
    let mut ordered = vec![None; sent];
    for (place, result) in places.into_iter().zip(results) {
        if let Some(slot) = ordered.get_mut(place).filter(|_| result.is_object()) {
            *slot = Some(result);
        }
    }
    ordered
}

/// A local result in the form of the router's own.
fn item(slug: &str, result: Result<Value, String>) -> Value {
    match result {
        Ok(data) => json!({ "tool_slug": slug, "response": { "successful": true, "data": data, "error": null } }),
        Err(error) => json!({
            "tool_slug": slug,
            "response": { "successful": false, "data": {}, "error": error },
            "error": error,
        }),
    }
}

fn has_failed(result: &Value) -> bool {
    result.get("error").is_some_and(|error| !error.is_null()) || result["response"]["successful"] == false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexed(indices: &[Option<u64>]) -> Vec<Value> {
        let result = |(order, index): (usize, &Option<u64>)| json!({ "index": index, "order": order });
        indices.iter().enumerate().map(result).collect()
    }

    fn orders(indices: &[Option<u64>], sent: usize) -> Vec<Option<u64>> {
        let ordered = in_order(indexed(indices), sent);
        ordered.iter().map(|slot| slot.as_ref().and_then(|result| result["order"].as_u64())).collect()
    }

    #[test]
    fn results_go_by_their_index_where_it_can_be_one() {
        assert_eq!(orders(&[Some(1), Some(0)], 2), [Some(1), Some(0)]);
        assert_eq!(orders(&[Some(1)], 2), [None, Some(0)]);
        assert_eq!(orders(&[Some(1), Some(2)], 2), [Some(0), Some(1)]);
        assert_eq!(orders(&[Some(0), Some(0)], 2), [Some(0), Some(1)]);
        assert_eq!(orders(&[None, None, None], 2), [Some(0), Some(1)]);
    }

    #[test]
    fn what_is_not_a_result_is_none() {
        assert_eq!(in_order(vec![json!("novelty")], 1), [None]);
    }
}

//! What the attribute packs, the runtime unpacks: the two ends of a format that is nobody else's.
//!
//! That every setting arrives is for `requests.rs` beside this file and the passing cases in `ui` to show.

#[allow(dead_code)]
#[path = "../../macros/src/expand/config/packed.rs"]
mod packed;
#[allow(dead_code)]
#[path = "../../runtime/src/config/declared/reader.rs"]
mod reader;

use packed::{Packed, Texts};
use proptest::prelude::*;
use reader::Reader;
use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

/// Reads what was packed.
fn reader(packed: Packed) -> Reader {
    Reader { bytes: packed.with_texts("").leak().as_bytes(), at: 0 }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_arrives(numbers in prop::collection::vec(prop_oneof![0..200_u64, 0..20_000_000_u64, any::<u64>()], 0..9)) {
        let mut packed = Packed::default();
        numbers.iter().for_each(|number| packed.number(*number));
        let mut reader = reader(packed);
        for number in numbers {
            prop_assert_eq!(reader.number(), number);
        }
        prop_assert_eq!(reader.at, reader.bytes.len());
    }

    #[test]
    fn every_text_arrives(list in prop::collection::vec(any::<String>(), 0..100), single in any::<String>()) {
        let (mut texts, mut packed) = (Texts::default(), Packed::default());
        texts.text(&single, &mut packed);
        texts.list(list.iter().map(String::as_str), &mut packed);
        texts.text(&single, &mut packed);
        let (table, pool) = texts.into_parts();
        let (mut lengths, mut rest) = (reader(table.records), pool.as_str());
        let unpacked: Vec<&str> = (0..table.count)
            .map(|_| {
                let (text, after) = rest.split_at(lengths.number().try_into().unwrap());
                rest = after;
                text
            })
            .collect();
        prop_assert_eq!(rest, "");

        let mut reader = reader(packed);
        let mut place = || usize::try_from(reader.number()).unwrap();
        prop_assert_eq!(unpacked[place()], &single);
        let len = place();
        let start = if len == 0 { 0 } else { place() };
        prop_assert_eq!(&unpacked[start..start + len], list);
        prop_assert_eq!(unpacked[place()], &single);
    }
}

#[test]
fn a_text_may_have_anything_in_it() {
    #[tool_router_session(toolkits = any, hooks(
        before(id = "h1", condition = "\"0;\" \\ +-yn*#\n\u{0}\u{7f} ßΩ💥 {} {name} r#\"…\"#"),
        after(id = "h2", condition = "ö"),
    ))]
    struct Agent;
    let hooks = Agent::CONFIG.hooks.into_owned();
    let conditions: Vec<Value> =
        hooks.iter().map(|hook| serde_json::to_value(hook).unwrap()["handler"]["condition"].take()).collect();
    assert_eq!(conditions, ["\"0;\" \\ +-yn*#\n\u{0}\u{7f} ßΩ💥 {} {name} r#\"…\"#", "ö"]);
}

/// Declares an agent with these toolkits, and holds that they all arrive.
macro_rules! all_arrive {
    ($($toolkit:literal)*) => {{
        #[tool_router_session(toolkits = [$($toolkit),*], connected_accounts($($toolkit = "ca_1"),*), timezone = "Europe/London")]
        struct Agent;
        let accounts = serde_json::Map::from_iter([$(($toolkit.to_owned(), json!(["ca_1"]))),*]);
        let config = serde_json::to_value(Agent::CONFIG).unwrap();
        assert_eq!(config["toolkits"]["enable"], json!([$($toolkit),*]));
        assert_eq!(config["connected_accounts"], Value::Object(accounts));
        assert_eq!(config["experimental"]["assistive_prompt_config"]["user_timezone"], "Europe/London");
    }};
}

#[test]
fn any_number_of_things_arrives() {
    all_arrive!("t1");
    all_arrive!("t1" "t2");
    all_arrive!("t1" "t2" "t3");
    all_arrive!("t1" "t2" "t3" "t4" "t5");
    all_arrive!("t1" "t2" "t3" "t4" "t5" "t6" "t7" "t8" "t9");
    all_arrive!(
        "t1" "t2" "t3" "t4" "t5" "t6" "t7" "t8" "t9" "t10" "t11" "t12" "t13" "t14" "t15" "t16" "t17" "t18" "t19" "t20"
        "t21" "t22" "t23" "t24" "t25" "t26" "t27" "t28" "t29" "t30" "t31" "t32" "t33" "t34" "t35" "t36" "t37" "t38" "t39"
        "t40" "t41" "t42" "t43" "t44" "t45" "t46" "t47" "t48" "t49" "t50" "t51" "t52" "t53" "t54" "t55" "t56" "t57" "t58"
        "t59" "t60" "t61" "t62" "t63" "t64" "t65" "t66" "t67" "t68" "t69" "t70"
    );
}

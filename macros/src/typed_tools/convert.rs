//! Converts plain schemas to Rust types with typify.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use serde_json::{Map, Value};
use syn::{File, Item};
use typify_impl::{TypeSpace, TypeSpaceSettings};

use super::{
    prose,
    schema::{Definitions, Unfit},
};

/// The structs and enums that typify generates from the definitions, without their impls.
pub(super) fn convert(definitions: &Definitions) -> Result<Vec<Item>, Unfit> {
    // The schemas are prepared so that it does not panic; any panic left affects only this tool's types. During an
    // expansion the compiler prints nothing of it.
    let converted = catch_unwind(AssertUnwindSafe(|| tokens(definitions)));
    let tokens = converted.unwrap_or_else(|_| Err("typify panicked".to_owned()));
    let file = tokens.and_then(|tokens| syn::parse2::<File>(tokens).map_err(|error| error.to_string()));
    let items = file.map_err(|problem| format!("its schema cannot be converted ({})", prose::text(&problem)))?.items;
    Ok(items.into_iter().filter(|item| matches!(item, Item::Struct(_) | Item::Enum(_))).collect())
}

fn tokens(definitions: &Definitions) -> Result<TokenStream, String> {
    let schemas: Map<String, Value> =
        definitions.iter().map(|(name, definition)| (name.clone(), definition.schema.clone())).collect();
    let mut settings = TypeSpaceSettings::default();
    settings.with_map_type("::std::collections::BTreeMap");
    let mut space = TypeSpace::new(&settings);
    let schemas: std::collections::BTreeMap<String, _> =
        serde_json::from_value(Value::Object(schemas)).map_err(|error| error.to_string())?;
    space.add_ref_types(schemas).map_err(|error| error.to_string())?;
    Ok(space.to_stream())
}

//! The declaration as a constant of the runtime's configuration types.

mod access;
mod at_run_time;
mod connections;
mod execution;
mod oversight;
mod packed;

use self::{
    execution::flag,
    packed::{Packed, Table, Texts},
};
use crate::{declaration::Declaration, handles::Handle};

/// The tables that the texts and the lists of the configuration are in.
#[derive(Default)]
struct Tables {
    texts: Texts,
    tags: Table,
    slugs: Table,
    tools: Table,
    auth_configs: Table,
    connected_accounts: Table,
    instant_tools: Table,
    overrides: Table,
    hooks: Table,
}

/// Everything that a declaration has to say to the runtime but for the path of the module, which comes last.
pub(crate) fn pack(name: &str, declaration: &Declaration, handles: &[Handle]) -> String {
    let mut tables = Tables::default();
    tables.texts.list([name], &mut Packed::default());
    let at_run_time = at_run_time::at_run_time(declaration, handles, &mut tables);
    let settings = settings(declaration, &mut tables);
    let Tables { texts, tags, slugs, tools, auth_configs, connected_accounts, instant_tools, overrides, hooks } =
        tables;
    let (texts, pool) = texts.into_parts();
    let once = |record| Table { count: 1, records: record };
    let tables = [
        texts,
        tags,
        slugs,
        tools,
        auth_configs,
        connected_accounts,
        instant_tools,
        overrides,
        hooks,
        once(at_run_time),
        once(settings),
    ];
    let mut records = Packed::default();
    // Four digits for where it is and four for how much there is, for each table and for the pool.
    let head = 8 * (tables.len() + 1);
    let mut places = Packed::default();
    for table in &tables {
        places.place(head + records.len());
        places.place(table.count);
        records.append(&table.records);
    }
    let mut packed = Packed::default();
    packed.place(head + records.len());
    packed.place(pool.len());
    packed.append(&places);
    packed.append(&records);
    packed.with_texts(&pool)
}

/// The fields of the runtime's `SessionConfig`, in their order.
fn settings(declaration: &Declaration, tables: &mut Tables) -> Packed {
    // Every setting is named, so that a new one cannot be forgotten here.
    let Declaration {
        toolkits,
        tools,
        tags,
        manage_connections: _,
        auth_configs,
        connected_accounts,
        multi_account,
        sandbox: _,
        proxy_execute,
        preload: _,
        preset: _,
        search: _,
        multi_execute: _,
        hooks,
        permissions: _,
        instant,
        timezone: _,
        no_elicitation_support: _,
        submit_feedback: _,
        fast_mode: _,
        link_url: _,
        session_config: _,
        // These say how the constant is used and written, not what it holds.
        app: _,
        mcp: _,
        policies: _,
        catalog: _,
        typed_tools: _,
        crate_path: _,
        allow: _,
        incomplete: _,
    } = declaration;
    let mut packed = Packed::default();
    access::toolkits(toolkits.as_ref(), tables, &mut packed);
    access::tools(tools, tables);
    access::tags(tags.as_ref(), tables, &mut packed);
    connections::auth_configs(auth_configs, tables);
    connections::accounts(connected_accounts, tables);
    connections::connections(declaration, tables, &mut packed);
    connections::multi_account(multi_account.as_ref(), &mut packed);
    execution::sandbox(declaration, tables, &mut packed);
    packed.flag(flag(proxy_execute));
    execution::preload(declaration, tables, &mut packed);
    execution::search(declaration, &mut packed);
    execution::execute(declaration, &mut packed);
    execution::instant(instant.as_ref(), tables, &mut packed);
    oversight::hooks(hooks, tables);
    oversight::experimental(declaration, tables, &mut packed);
    packed
}

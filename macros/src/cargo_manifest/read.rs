//! The table `metadata.tool-router` of a manifest.

use syn::Path;
use toml_edit::{Item, Table};

use super::{CargoManifest, NamedPolicy, Problem, find::Source};
use crate::rules::{EMPTY_LIST, WRONG_FORM};
use tool_router_core::grammar::spelling::nearest;

/// The key of the policies.
const POLICY: &str = "policy";

/// The names that the package's crates know their dependencies by.
pub(super) fn dependencies(package: &Table) -> Vec<String> {
    let targets = package.get("target").and_then(Item::as_table_like);
    let targets =
        targets.into_iter().flat_map(|targets| targets.iter()).filter_map(|(_, target)| target.as_table_like());
    let tables = targets.chain([package as &dyn toml_edit::TableLike]);
    let dependencies = tables.flat_map(|table| ["dependencies", "dev-dependencies"].map(|key| table.get(key)));
    let names = dependencies.flatten().filter_map(Item::as_table_like).flat_map(|table| table.iter());
    names.map(|(name, _)| name.replace('-', "_")).collect()
}

/// Reads the policies of one manifest into `manifest`.
pub(super) fn policies(source: &Source, dependencies: &[String], manifest: &mut CargoManifest) {
    let table = source.scope.table();
    let metadata = source.document.get(table).and_then(|table| table.get("metadata")?.get("tool-router"));
    let Some(metadata) = metadata else { return };
    let key = format!("{table}.metadata.tool-router.{POLICY}");
    let help = format!("write `{POLICY} = \"acme::ACME\"`, or a list of such paths");
    let CargoManifest { policies, problems, .. } = manifest;
    let mut problem = |rule, what, help| problems.push(Problem { rule, what, help });
    let mut wrong = |what: String, help: String| problem(&WRONG_FORM, what, help);
    let Some(metadata) = metadata.as_table_like() else {
        return wrong(format!("`{table}.metadata.tool-router` in Cargo.toml is not a table"), help);
    };
    for (name, _) in metadata.iter().filter(|(name, _)| *name != POLICY) {
        if nearest(name, [POLICY, "policies"]).is_some() {
            let what = format!("`{table}.metadata.tool-router.{name}` in Cargo.toml is not a setting");
            wrong(what, format!("did you mean `{POLICY}`?"));
        }
    }
    let Some(value) = metadata.get(POLICY) else { return };
    let paths: Option<Vec<&str>> = match value.as_array() {
        Some(list) => list.iter().map(|path| path.as_str()).collect(),
        None => value.as_str().map(|path| vec![path]),
    };
    let Some(paths) = paths else {
        return wrong(format!("`{key}` in Cargo.toml is not the path of a policy"), help);
    };
    if paths.is_empty() {
        let help = "name a policy, or remove the key".to_owned();
        return problem(&EMPTY_LIST, format!("the list of policies in `{key}` in Cargo.toml is empty"), help);
    }
    for written in paths {
        let Ok(path) = syn::parse_str::<Path>(written) else {
            wrong(format!("`{key}` in Cargo.toml is not the path of a policy: `{written}`"), help.clone());
            continue;
        };
        let first = path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let own = matches!(first.as_str(), "crate" | "r#crate");
        if !own && (path.segments.len() < 2 || !dependencies.contains(&first)) {
            wrong(
                format!("`{key}` in Cargo.toml is `{written}`, but this package has no dependency `{first}`"),
                "write the path from the crate that holds the policy on, and make that crate a dependency".to_owned(),
            );
            continue;
        }
        let root = if own || path.leading_colon.is_some() { "" } else { "::" };
        let named = NamedPolicy { path: format!("{root}{written}") };
        if !policies.contains(&named) {
            policies.push(named);
        }
    }
}

#[cfg(test)]
mod tests {
    use toml_edit::Document;

    use super::*;
    use crate::cargo_manifest::find::Scope;

    fn read(scope: Scope, text: &str) -> CargoManifest {
        let document = Document::parse(text).unwrap().into_table();
        CargoManifest::read(&[Source { file: "Cargo.toml".into(), document, scope }])
    }

    fn problem(text: &str) -> String {
        let manifest = read(Scope::Package, text);
        assert_eq!(manifest.policies, []);
        let [Problem { what, .. }] = &manifest.problems[..] else { panic!("{text}: {:?}", manifest.problems) };
        what.clone()
    }

    #[test]
    fn one_policy_or_several_are_read_from_either_table() {
        let text = "
            [package.metadata.tool-router]
            policy = 'acme::ACME'
            [workspace.metadata]
            tool-router = { policy = ['acme_legal::GDPR', '::acme::ACME', 'crate::OWN', 'acme::ACME'] }
            [dependencies]
            acme = '1'
            [target.'cfg(unix)'.dependencies]
            acme-legal = { workspace = true }
        ";
        let paths = |scope| read(scope, text).policies.into_iter().map(|policy| policy.path).collect::<Vec<_>>();
        assert_eq!(paths(Scope::Package), ["::acme::ACME"]);
        assert_eq!(paths(Scope::Workspace), ["::acme_legal::GDPR", "::acme::ACME", "crate::OWN"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_key() {
        assert_eq!(
            problem("package.metadata.tool-router.policy = 5"),
            "`package.metadata.tool-router.policy` in Cargo.toml is not the path of a policy"
        );
        assert_eq!(
            problem("package.metadata.tool-router = 'x'"),
            "`package.metadata.tool-router` in Cargo.toml is not a table"
        );
        assert_eq!(
            problem("package.metadata.tool-router.policy = ['acme-1']"),
            "`package.metadata.tool-router.policy` in Cargo.toml is not the path of a policy: `acme-1`"
        );
        assert_eq!(
            problem("package.metadata.tool-router.policy = 'acme::ACME'"),
            "`package.metadata.tool-router.policy` in Cargo.toml is `acme::ACME`, but this package has no dependency `acme`"
        );
        assert_eq!(
            problem("package.metadata.tool-router.policy = []"),
            "the list of policies in `package.metadata.tool-router.policy` in Cargo.toml is empty"
        );
        assert_eq!(
            problem("package.metadata.tool-router.policies = []"),
            "`package.metadata.tool-router.policies` in Cargo.toml is not a setting"
        );
    }

    #[test]
    fn what_others_keep_there_is_none_of_our_business() {
        let manifest = read(Scope::Package, "package.metadata.docs.rs.all-features = true");
        assert!(manifest.policies.is_empty() && manifest.problems.is_empty());
    }
}

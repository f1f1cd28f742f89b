//! The catalogue that the types are made from is what the embedded router has.

use std::path::Path;

use tool_router::ToolRouter;
use tool_router::catalog::{Catalog, CatalogFile, Comparison};

#[tokio::test]
async fn the_catalogue_is_the_embedded_routers() {
    let router = ToolRouter::local().await.expect("an embedded router");
    let catalog = Catalog::pull(&router).await.expect("its catalogue");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/tool-router.catalog.json");
    let file = CatalogFile::at(path).expect("a place for a file");
    if std::env::var_os("TYPED_TOOLS").is_some_and(|mode| mode == "overwrite") {
        file.write(&catalog).expect("a written file");
    }
    assert!(
        matches!(file.compare(&catalog), Ok(Comparison::Same)),
        "`TYPED_TOOLS=overwrite cargo test -p tool-router-tests --test typed` writes it anew"
    );
}

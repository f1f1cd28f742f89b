//! The catalogue that the types are generated from matches the embedded router.

use std::fs;
use std::path::Path;

use tool_router::ToolRouter;

#[tokio::test]
async fn the_catalogue_is_the_embedded_routers() {
    let router = ToolRouter::local().await.expect("an embedded router");
    let catalog = router.catalog().await.expect("its catalogue");
    let json = catalog.to_json().expect("a catalogue of one toolkit");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/tool-router.catalog.json");
    if std::env::var_os("TYPED_TOOLS").is_some_and(|mode| mode == "overwrite") {
        fs::write(&path, &json).expect("a written file");
    }
    let written = fs::read(&path).expect("the file");
    assert!(written == json, "`TYPED_TOOLS=overwrite cargo test -p tool-router-tests --test typed` writes it anew");
}

/// A link for the user to open, to connect one toolkit.
#[derive(Clone)]
pub struct AuthLink {}

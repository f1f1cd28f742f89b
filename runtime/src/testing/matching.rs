//! Which call is which expected one, whatever the order.

use tool_router_local::testing::RecordedCall;

use super::expected::ExpectedCall;

/// For each expected call the place of the one that it is, as many of them as can be at the same time.
///
/// What is expected may overlap, e.g. a call with any arguments and one with particular ones, so that the first that fits may be
/// needed by another: it is given up where its owner finds a different one.
pub(super) fn matching(expected: &[ExpectedCall], calls: &[RecordedCall]) -> Vec<Option<usize>> {
    let mut owners: Vec<Option<usize>> = vec![None; calls.len()];
    for wanted in 0..expected.len() {
        take(wanted, expected, calls, &mut owners, &mut vec![false; calls.len()]);
    }
    let mut places = vec![None; expected.len()];
    for (place, owner) in owners.into_iter().enumerate() {
        if let Some(owner) = owner {
            places[owner] = Some(place);
        }
    }
    places
}

fn take(
    wanted: usize,
    expected: &[ExpectedCall],
    calls: &[RecordedCall],
    owners: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for place in 0..calls.len() {
        if seen[place] || !expected[wanted].matches(&calls[place]) {
            continue;
        }
        seen[place] = true;
        if owners[place].is_none_or(|owner| take(owner, expected, calls, owners, seen)) {
            owners[place] = Some(wanted);
            return true;
        }
    }
    false
}

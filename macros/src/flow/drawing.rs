//! A flow as a sequence diagram in SVG.
//!
//! It has no colours of its own: lines and text use the page's, so that it is readable in each of rustdoc's themes.

use super::{Actor, Caller, Flow, Step};

/// Narrow, so that the text is still readable when the drawing shrinks to the width of a phone.
const WIDTH: u32 = 480;
/// On a narrower page the drawing scrolls, because its text would be unreadable if it shrank further.
const READABLE: u32 = 340;
/// The top of the lifelines.
const TOP: u32 = 44;
/// The distance between steps.
const ROW: u32 = 34;
/// Keeps the lines behind a label from crossing its letters; the variable is rustdoc's.
const HALO: &str = "style=\"paint-order: stroke; stroke: var(--main-background-color); stroke-width: 4px\"";
/// Half the width of the box around an action.
const HALF_BOX: u32 = 58;
/// Half the width of the bar on the lifeline of an actor who waits.
const HALF_BAR: u32 = 5;

impl Actor {
    /// The centre of the column.
    fn x(self) -> u32 {
        match self {
            Self::User => 60,
            Self::Application => 180,
            Self::Agent => 300,
            Self::Router => 420,
        }
    }
}

impl Flow {
    pub(super) fn drawing(&self, caller: Caller) -> String {
        let rows = self.steps.iter().filter(|step| step.takes_a_row()).count();
        let bottom = TOP + ROW * u32::try_from(rows + 1).unwrap_or(u32::MAX / ROW / 2);
        let height = bottom + 4;
        let columns: String =
            Actor::ALL.into_iter().map(|actor| column(actor.x(), actor.name(caller), bottom)).collect();
        format!(
            "<svg role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
             style=\"min-width: {READABLE}px; max-width: 100%; height: auto\" font-family=\"sans-serif\" font-size=\"14\" \
             fill=\"currentColor\" stroke=\"none\">\n<title>{}</title>\n<desc>{}</desc>\n{columns}{}</svg>\n",
            self.title(caller),
            self.told(caller).join(" "),
            self.drawn_steps(caller)
        )
    }

    fn drawn_steps(&self, caller: Caller) -> String {
        let mut y = TOP;
        let mut waiting = Vec::new();
        let mut drawn = String::new();
        for step in self.steps(caller) {
            if step.takes_a_row() {
                y += ROW;
            }
            match step {
                Step::Asks(from, to, text) => drawn.push_str(&arrow(from, to, text, y, "")),
                Step::Answers(from, to, text) => drawn.push_str(&arrow(from, to, text, y, " stroke-dasharray=\"5 4\"")),
                Step::Does(actor, text) => drawn.push_str(&action(actor, text, y)),
                Step::Waits(actor) => waiting.push((actor, y)),
                Step::GoesOn(actor) => {
                    if let Some(begun) = waiting.iter().position(|(waiter, _)| *waiter == actor) {
                        let (_, from) = waiting.remove(begun);
                        drawn.push_str(&wait(actor, from, y));
                    }
                }
            }
        }
        drawn
    }
}

impl Step {
    fn takes_a_row(&self) -> bool {
        !matches!(self, Self::Waits(_) | Self::GoesOn(_))
    }
}

fn column(x: u32, name: &str, bottom: u32) -> String {
    format!(
        "<text x=\"{x}\" y=\"22\" text-anchor=\"middle\" font-weight=\"bold\">{name}</text>\n\
         <path d=\"M{x} {TOP}V{bottom}\" stroke=\"currentColor\" stroke-opacity=\"0.35\"/>\n"
    )
}

fn arrow(from: Actor, to: Actor, text: &str, y: u32, dashes: &str) -> String {
    let (start, end) = (from.x(), to.x());
    let middle = (start + end) / 2;
    // The head is drawn as a shape: a marker would need an id that is unique on the page.
    let (neck, above, below) = (if start < end { end - 8 } else { end + 8 }, y - 4, y + 4);
    let label = y - 6;
    format!(
        "<path d=\"M{start} {y}H{neck}\" stroke=\"currentColor\"{dashes}/>\n<path d=\"M{end} {y}L{neck} {above}V{below}Z\"/>\n\
         <text x=\"{middle}\" y=\"{label}\" text-anchor=\"middle\" {HALO}>{text}</text>\n"
    )
}

fn action(actor: Actor, text: &str, y: u32) -> String {
    let (x, left, top, width) = (actor.x(), actor.x() - HALF_BOX, y - 17, HALF_BOX * 2);
    format!(
        "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"24\" rx=\"4\" stroke=\"currentColor\" fill-opacity=\"0.12\"/>\n\
         <text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>\n"
    )
}

fn wait(actor: Actor, from: u32, to: u32) -> String {
    let (left, width, height) = (actor.x() - HALF_BAR, HALF_BAR * 2, to - from);
    let (x, middle) = (actor.x() + 12, (from + to) / 2 + 4);
    format!(
        "<rect x=\"{left}\" y=\"{from}\" width=\"{width}\" height=\"{height}\" rx=\"3\" fill-opacity=\"0.4\"/>\n\
         <text x=\"{x}\" y=\"{middle}\" font-style=\"italic\">waits</text>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Actor, Caller, FLOWS},
        HALF_BAR, HALF_BOX, Step, WIDTH,
    };

    /// The size of the letters, as the drawing sets it.
    const SIZE: u32 = 14;
    /// How much wider bold letters are, in hundredths.
    const BOLD: u32 = 117;

    /// The width of a text in DejaVu Sans, the widest of the common sans-serif fonts, in thousandths of a unit.
    fn width(text: &str) -> u32 {
        let advance = |letter| match letter {
            'i' | 'j' | 'l' => 278,
            ' ' | ',' => 318,
            ':' => 337,
            'f' => 352,
            't' => 392,
            'r' => 411,
            's' | '?' => 531,
            'c' => 550,
            'k' | 'v' | 'x' | 'y' | 'z' => 592,
            'a' | 'e' | 'o' | 'T' => 615,
            'b' | 'd' | 'g' | 'h' | 'n' | 'p' | 'q' | 'u' | 'P' => 635,
            'A' | 'C' | 'R' | 'S' | 'U' => 732,
            'w' => 818,
            // The widest of all.
            _ => 1000,
        };
        SIZE * text.chars().map(advance).sum::<u32>()
    }

    fn fits(text: &str, room: u32) {
        assert!(width(text) <= room * 1000, "{text}: {} in {room}", width(text) / 1000);
    }

    #[test]
    fn labels_stay_between_their_lifelines() {
        for step in FLOWS.iter().flat_map(|flow| Caller::ALL.map(|caller| flow.steps(caller))).flatten() {
            match step {
                Step::Asks(from, to, text) | Step::Answers(from, to, text) => {
                    fits(text, from.x().abs_diff(to.x()) - 2 * HALF_BAR);
                }
                Step::Does(_, text) => fits(text, HALF_BOX * 2 - 2 * HALF_BAR),
                Step::Waits(_) | Step::GoesOn(_) => {}
            }
        }
    }

    #[test]
    fn names_stay_in_their_columns() {
        let [first, second, ..] = Actor::ALL.map(Actor::x);
        let column = (second - first).min(2 * first).min(2 * (WIDTH - Actor::Router.x()));
        for (actor, caller) in Actor::ALL.iter().flat_map(|actor| Caller::ALL.map(|caller| (*actor, caller))) {
            fits(actor.name(caller), column * 100 / BOLD);
        }
    }
}

//! What feeds and calendars say, in the languages that a site can speak. A theme has no part in them.

use crate::language::Language;
use crate::model::{Quarter, Step, When};

/// The words of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Words(pub(super) Language);

impl Words {
    fn either(self, dutch: &'static str, english: &'static str) -> &'static str {
        match self.0 {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    pub(super) fn result(self) -> &'static str {
        self.either("resultaat", "result")
    }

    pub(super) fn promised(self) -> &'static str {
        self.either("Voor dit kwartaal aangekondigd:", "Announced for this quarter:")
    }

    pub(super) fn unjudged(self) -> &'static str {
        self.either("nog niet beoordeeld", "not judged yet")
    }

    pub(super) fn highlights(self) -> &'static str {
        self.either("Hoofdpunten:", "Highlights:")
    }

    pub(super) fn is_published(self) -> &'static str {
        self.either("De rapportage is gepubliceerd.", "The report is published.")
    }

    pub(super) fn achieved(self) -> &'static str {
        self.either("bereikt", "achieved")
    }

    pub(super) fn dropped(self) -> &'static str {
        self.either("vervallen", "dropped")
    }

    pub(super) fn unknown_date(self) -> &'static str {
        self.either("datum niet bekend", "date not known")
    }

    pub(super) fn reason(self) -> &'static str {
        self.either("Reden:", "Reason:")
    }

    pub(super) fn no_reason(self) -> &'static str {
        self.either("Reden: geen reden gegeven.", "Reason: no reason was given.")
    }

    pub(super) fn nothing(self) -> &'static str {
        self.either("niets", "nothing")
    }

    /// What a correction changed.
    pub(super) fn first_and_now(self, first: &str, now: &str) -> String {
        match self.0 {
            Language::Dutch => format!("eerst “{first}”, nu “{now}”"),
            Language::English => format!("first “{first}”, now “{now}”"),
        }
    }

    /// The title of a correction.
    pub(super) fn correction(self, of: &str) -> String {
        format!("{} {of}", self.either("Correctie:", "Correction:"))
    }

    /// A date, or that it is not known.
    pub(super) fn when(self, when: Option<When>) -> String {
        when.map_or_else(|| self.unknown_date().to_owned(), |when| self.0.when(when))
    }

    /// What became of a date, in a few words.
    pub(super) fn moved(self, step: Step) -> String {
        let Some(to) = step.to else {
            return self.either("datum niet meer bekend", "date no longer known").to_owned();
        };
        let how = match step.slip {
            _ if step.is_sharpening => self.either("preciezer:", "more precise:"),
            None => self.either("datum bekend:", "date known:"),
            Some(days) if days < 0 => self.either("vervroegd naar", "brought forward to"),
            Some(_) => self.either("verschoven naar", "moved to"),
        };
        format!("{how} {}", self.0.when(to))
    }

    /// From which date to which one went in a quarter, and how far that is.
    pub(super) fn step(self, quarter: Quarter, step: Step) -> String {
        let (quarter, from, to) = (self.0.quarter(quarter), self.when(step.from), self.when(step.to));
        let dates = match self.0 {
            Language::Dutch => format!("In {quarter}: eerst {from}, nu {to}"),
            Language::English => format!("In {quarter}: first {from}, now {to}"),
        };
        match step.slip {
            Some(days) if days != 0 => format!("{dates} ({}).", self.days(days)),
            _ => dates + ".",
        }
    }

    fn days(self, days: i32) -> String {
        let number = days.unsigned_abs();
        let unit = match number {
            1 => self.either("dag", "day"),
            _ => self.either("dagen", "days"),
        };
        let way = if days > 0 { self.either("later", "later") } else { self.either("eerder", "earlier") };
        format!("{number} {unit} {way}")
    }

    /// When it was reached.
    pub(super) fn achieved_on(self, on: When) -> String {
        format!("{} {}.", self.either("Bereikt:", "Achieved:"), self.0.when(on))
    }

    /// When it is or was due.
    pub(super) fn due(self, due: Option<When>) -> String {
        format!("{} {}.", self.either("Gepland:", "Due:"), self.when(due))
    }

    /// In which quarter it was given up.
    pub(super) fn dropped_in(self, quarter: Quarter) -> String {
        format!("{} {}.", self.either("Vervallen in", "Dropped in"), self.0.quarter(quarter))
    }

    /// What a feed brings.
    pub(super) fn brings(self) -> &'static str {
        self.either(
            "Resultaten, veranderde datums, bereikte en vervallen mijlpalen, rapportages en correcties.",
            "Results, dates that changed, milestones achieved and dropped, reports and corrections.",
        )
    }

    /// That a feed does not hold everything, and which page does.
    pub(super) fn newest(self, shown: usize, page: &str) -> String {
        match self.0 {
            Language::Dutch => format!("Hier staan de nieuwste {shown} berichten. Alles staat op {page}"),
            Language::English => format!("These are the newest {shown} messages. All are at {page}"),
        }
    }

    /// The name of a calendar.
    pub(super) fn calendar(self, of: &str) -> String {
        format!("{} {of}", self.either("Mijlpalen", "Milestones"))
    }

    /// Beside the title of what readers do not see yet.
    pub(super) fn draft(self) -> &'static str {
        self.either("concept", "draft")
    }
}

//! What every row and every file is made with.

use std::collections::BTreeMap;

use crate::address::Routes;
use crate::export::whole_address;
use crate::language::Language;
use crate::model::{Day, Quarter, Site, Slug, Status};
use crate::page::Public;
use crate::select::Audience;

/// When it changes, everything is made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Common {
    site: Site,
    audience: Audience,
    facts_day: Option<Day>,
    /// The quarters that have a report, each with the day on which its facts were true.
    reported: BTreeMap<Quarter, Day>,
}

impl Common {
    pub(super) fn of(public: &Public) -> Self {
        let selection = &public.selection;
        let snapshots = public.relations.snapshots();
        Self {
            site: selection.portal.site.clone(),
            audience: selection.audience,
            facts_day: selection.facts_day,
            reported: snapshots.map(|(quarter, snapshot)| (quarter, snapshot.report.facts_day())).collect(),
        }
    }

    pub(super) fn site(&self) -> &Site {
        &self.site
    }

    pub(super) fn audience(&self) -> Audience {
        self.audience
    }

    pub(super) fn language(&self) -> Language {
        self.site.language
    }

    pub(super) fn routes(&self) -> Routes {
        Routes::new(self.site.language)
    }

    /// The day on which everything is true that a quarter does not tell.
    pub(super) fn facts_day(&self) -> Option<Day> {
        self.facts_day
    }

    /// The day on which the facts of a quarter were true; none as long as it has no report.
    pub(super) fn day_of(&self, quarter: Quarter) -> Option<Day> {
        self.reported.get(&quarter).copied()
    }

    /// The quarters that have a report, in time.
    pub(super) fn quarters(&self) -> impl DoubleEndedIterator<Item = Quarter> {
        self.reported.keys().copied()
    }

    pub(super) fn status(&self, id: Option<&Slug>) -> Option<&Status> {
        self.site.statuses.get(id?).map(AsRef::as_ref)
    }

    /// An address of ours, whole.
    pub(super) fn url(&self, address: &str) -> String {
        whole_address(&self.site, address)
    }

    /// An anchor on a page of ours.
    pub(super) fn anchor(&self, page: &str, anchor: &str) -> String {
        [&self.url(page), "#", anchor].concat()
    }
}

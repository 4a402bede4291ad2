//! What everything in feeds and calendars is made with.

use super::atom::Head;
use super::news::Newest;
use super::words::Words;
use crate::address::Routes;
use crate::export::days::{Days, unknown};
use crate::export::whole_address;
use crate::language::Language;
use crate::model::{Day, Site};
use crate::output::Content;
use crate::page::Public;
use crate::select::Audience;

/// What every entry, feed and event is made with. When it changes, all are made again.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Common {
    site: Site,
    audience: Audience,
    facts_day: Option<Day>,
    pub(super) days: Days,
}

/// What a feed is of.
pub(super) struct Subject<'a> {
    /// The address of the feed.
    pub(super) feed: String,
    /// The address of the page that tells the same.
    pub(super) page: String,
    /// The address of the page that tells everything which finds no place in the feed.
    pub(super) archive: String,
    /// What it is called; nothing for the whole site.
    pub(super) title: Option<&'a str>,
}

impl Common {
    pub(super) fn of(public: &Public) -> Self {
        let selection = &public.selection;
        Self {
            site: selection.portal.site.clone(),
            audience: selection.audience,
            facts_day: selection.facts_day,
            days: Days::of(&public.relations),
        }
    }

    pub(super) fn language(&self) -> Language {
        self.site.language
    }

    pub(super) fn words(&self) -> Words {
        Words(self.site.language)
    }

    pub(super) fn routes(&self) -> Routes {
        Routes::new(self.site.language)
    }

    pub(super) fn site(&self) -> &Site {
        &self.site
    }

    /// An address of ours, whole.
    pub(super) fn url(&self, address: &str) -> String {
        whole_address(&self.site, address)
    }

    /// The scheme and the host.
    pub(super) fn origin(&self) -> String {
        self.site.base_url.absolute("")
    }

    /// What a feed or a calendar is called.
    pub(super) fn title(&self, of: Option<&str>) -> String {
        let title = match of {
            None => self.site.title.clone(),
            Some(of) => format!("{of} – {}", self.site.title),
        };
        match self.audience {
            Audience::Readers => title,
            Audience::Authors => format!("{title} ({})", self.words().draft()),
        }
    }

    /// A feed. One that holds nothing is of the facts' day: until then, nothing happened.
    pub(super) fn feed(&self, of: &Subject<'_>, newest: &Newest<'_>) -> Content {
        let head = Head {
            url: self.url(&of.feed),
            page: self.url(&of.page),
            title: self.title(of.title),
            subtitle: if newest.is_cut {
                let rest = self.words().newest(newest.shown, &self.url(&of.archive));
                format!("{} {rest}", self.words().brings())
            } else {
                self.words().brings().to_owned()
            },
            otherwise: self.facts_day.unwrap_or_else(unknown),
            language: self.site.language.tag(),
            site_title: &self.site.title,
            organisation: self.site.organisation.as_ref(),
            licence: self.site.data.licence,
        };
        super::atom::feed(&head, newest)
    }
}

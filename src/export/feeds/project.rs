//! What is new of a project: its results, and what became of its milestones.

use std::sync::Arc;

use super::common::Common;
use super::news::{Kind, Message};
use super::programme::Corrected;
use super::text::line;
use crate::export::escaped;
use crate::model::{
    Announced, Day, Dropped, Milestone, Project, PromiseFacts, Prose, Quarter, Replan, Status, Step, When,
};
use crate::prose::{Texts, absolute};
use crate::relate::History;

/// All that a project's part in feeds and calendars is made from.
pub(super) struct Own {
    pub(super) common: Arc<Common>,
    pub(super) project: Arc<Project>,
    pub(super) history: Option<Arc<History>>,
    pub(super) corrections: Vec<Corrected>,
    /// The title of its category.
    pub(super) category: String,
    /// Its prose that had holes.
    pub(super) texts: Texts,
}

/// What a project reported of a quarter.
struct Told<'a> {
    quarter: Quarter,
    title: &'a str,
    status: Option<&'a Status>,
    result: &'a Prose,
    outlook: Option<&'a Announced>,
}

/// Something that happened to a milestone, before it is a message.
struct Event {
    kind: Kind,
    quarter: Quarter,
    /// The end of its id.
    id: String,
    on: Day,
    what: String,
    html: String,
}

impl Own {
    /// Every message about the project.
    pub(super) fn messages(&self) -> Vec<Message> {
        let tellings = self.history.iter().flat_map(|history| history.tellings());
        let told = tellings.filter_map(|telling| {
            let facts = &*telling.facts;
            Some(Told {
                quarter: telling.quarter,
                title: &facts.title,
                status: facts.status.as_deref(),
                result: facts.result.as_ref()?,
                outlook: Some(&facts.outlook),
            })
        });
        let results = told.chain(self.untold()).map(|result| self.result(&result));
        let milestones = self.project.milestones.iter().flat_map(|milestone| self.milestone(milestone));
        let corrections = self.corrections.iter().map(|correction| correction.message(&self.common, &self.texts));
        results.chain(milestones).chain(corrections).collect()
    }

    /// What no report tells, as authors see it before there is one.
    fn untold(&self) -> impl Iterator<Item = Told<'_>> {
        let updates = self.project.updates.values().filter(|update| !self.common.days.has(update.quarter));
        updates.filter_map(|update| {
            let achievement = update.achievement.as_ref()?;
            Some(Told {
                quarter: update.quarter,
                title: self.project.title_in(update.quarter),
                status: self.common.site().statuses.get(&achievement.status).map(Arc::as_ref),
                result: &achievement.result,
                outlook: None,
            })
        })
    }

    /// The address of the project's page, whole.
    pub(super) fn page(&self) -> String {
        self.common.url(&self.common.routes().project(&self.project.id))
    }

    fn result(&self, told: &Told<'_>) -> Message {
        let (words, language) = (self.common.words(), self.common.language());
        let page = self.page();
        let href = [&page, "#", &told.quarter.anchor()].concat();
        let published = self.common.days.of_quarter(told.quarter);
        let corrected = self.corrections.iter().filter(|correction| correction.quarter == told.quarter);
        let status = told.status.map_or(words.result(), |status| &status.label);
        let badge = told.status.map(|status| format!("<p>Status: <strong>{}</strong></p>\n", escaped(&status.label)));
        let promises = told.outlook.map(|outlook| self.promises(outlook, &page));
        let html = [badge.unwrap_or_default(), self.html(told.result, &page), promises.unwrap_or_default()].concat();
        Message {
            title: line(&format!("{}: {status} ({})", told.title, language.quarter(told.quarter))),
            kind: Kind::Result,
            category: Some(self.project.category_in(told.quarter).clone()),
            published,
            updated: corrected.map(|correction| correction.correction.date).fold(published, Day::max),
            id: href.clone(),
            href,
            html,
        }
    }

    /// What had been promised, with what came of it.
    fn promises(&self, outlook: &Announced, page: &str) -> String {
        let words = self.common.words();
        let item = |PromiseFacts { promise, .. }: &PromiseFacts| {
            let outcome = promise.outcome.map_or(words.unjudged(), |outcome| self.common.language().outcome(outcome));
            let text = self.html(&promise.text, page);
            let note = promise.note.as_ref().map(|note| format!(" ({})", self.html(note, page)));
            format!("<li><strong>{outcome}</strong>: {text}{}</li>\n", note.unwrap_or_default())
        };
        let items = outlook.promises.iter().map(item).collect::<Vec<_>>().concat();
        if items.is_empty() { items } else { format!("<p>{}</p>\n<ul>\n{items}</ul>\n", words.promised()) }
    }

    /// Prose as HTML that reads away from its page.
    fn html(&self, prose: &Prose, page: &str) -> String {
        absolute(self.texts.html(prose).as_str(), &self.common.origin(), page).into_owned()
    }

    fn milestone(&self, milestone: &Milestone) -> Vec<Message> {
        let page = self.page();
        let anchor = self.common.routes().milestone_anchor(&milestone.id);
        let href = [&page, "#", &anchor].concat();
        let replans = milestone.replanned.iter().zip(milestone.steps()).enumerate();
        let replans = replans.map(|(at, (replan, step))| self.replan(milestone, at, replan, step, &page));
        let achieved = milestone.achieved.map(|on| self.achieved(milestone, on));
        let dropped = milestone.dropped.as_ref().map(|dropped| self.dropped(dropped, &page));
        let words = milestone.title.plain_text();
        let title = self.html(&milestone.title, &page);
        let message = |event: Event| Message {
            id: [&href, "--", &event.id].concat(),
            kind: event.kind,
            category: Some(self.project.category_in(event.quarter).clone()),
            title: line(&format!("{}: {words} – {}", self.project.title_in(event.quarter), event.what)),
            published: event.on,
            updated: event.on,
            href: href.clone(),
            html: format!("<p>{title}</p>\n{}", event.html),
        };
        replans.chain(achieved).chain(dropped).map(message).collect()
    }

    fn replan(&self, milestone: &Milestone, at: usize, replan: &Replan, step: Step, page: &str) -> Event {
        let words = self.common.words();
        let told = &self.common.routes().segments().told;
        let before = milestone.replanned[..at].iter().filter(|before| before.quarter == replan.quarter).count();
        let id = [told.replanned, "-", &replan.quarter.anchor()].concat();
        let reason = match &replan.reason {
            Some(reason) => format!("<p>{} {}</p>\n", words.reason(), self.html(reason, page)),
            None if step.is_sharpening => String::new(),
            None => format!("<p>{}</p>\n", words.no_reason()),
        };
        Event {
            kind: Kind::Replanned,
            quarter: replan.quarter,
            // A date can move more than once in a quarter.
            id: if before == 0 { id } else { format!("{id}-{}", before + 1) },
            on: self.common.days.of_quarter(replan.quarter),
            what: words.moved(step),
            html: format!("<p>{}</p>\n{reason}", words.step(replan.quarter, step)),
        }
    }

    fn achieved(&self, milestone: &Milestone, on: When) -> Event {
        let words = self.common.words();
        Event {
            kind: Kind::Achieved,
            quarter: Quarter::of(on.last()),
            id: self.common.routes().segments().told.achieved.to_owned(),
            on: self.common.days.of_moment(on),
            what: words.achieved().to_owned(),
            html: format!("<p>{} {}</p>\n", words.achieved_on(on), words.due(milestone.current_due())),
        }
    }

    fn dropped(&self, dropped: &Dropped, page: &str) -> Event {
        let words = self.common.words();
        let reason = self.html(&dropped.reason, page);
        Event {
            kind: Kind::Dropped,
            quarter: dropped.quarter,
            id: self.common.routes().segments().told.dropped.to_owned(),
            on: self.common.days.of_quarter(dropped.quarter),
            what: words.dropped().to_owned(),
            html: format!("<p>{} {} {reason}</p>\n", words.dropped_in(dropped.quarter), words.reason()),
        }
    }
}

//! Milestones as events of a calendar.
//!
//! An event keeps its UID for ever, and its SEQUENCE counts up with everything that happens to it, so that calendars know
//! that it is the same one and has changed (RFC 5545, sections 3.8.4.7 and 3.8.7.4).

use std::sync::Arc;

use super::common::Common;
use super::ics;
use super::project::Own;
use super::text::line;
use crate::export::days::unknown;
use crate::model::{Day, Milestone, Precision, When};
use crate::page::GENERATOR;

impl Own {
    /// An event for each milestone that has a date, or had one.
    pub(super) fn events(&self) -> String {
        let mut out = String::new();
        for milestone in &self.project.milestones {
            if let Some(date) = milestone.last_date() {
                self.push_event(&mut out, milestone, date);
            }
        }
        out
    }

    /// An event on a date. When the date holds no longer and no other is known, the event is called off.
    fn push_event(&self, out: &mut String, milestone: &Milestone, date: When) {
        let url = [&self.page(), "#", &self.common.routes().milestone_anchor(&milestone.id)].concat();
        let is_known = milestone.achieved.or(milestone.current_due()).is_some();
        let is_off = milestone.dropped.is_some() || !is_known;
        let happened = milestone.replanned.len()
            + usize::from(milestone.achieved.is_some())
            + usize::from(milestone.dropped.is_some());
        let stamp = ics::moment(self.last_change(milestone));
        out.push_str("BEGIN:VEVENT\r\n");
        ics::line(out, "UID", &url);
        ics::line(out, "DTSTAMP", &stamp);
        ics::line(out, "LAST-MODIFIED", &stamp);
        ics::line(out, "SEQUENCE", &happened.to_string());
        ics::line(out, "DTSTART;VALUE=DATE", &ics::date(date.first()));
        // The day after the last one: the end is not part of the event.
        ics::line(out, "DTEND;VALUE=DATE", &ics::date(date.last().next()));
        ics::text(out, "SUMMARY", &self.summary(milestone, date));
        ics::text(out, "DESCRIPTION", &self.description(milestone, &url));
        ics::line(out, "URL", &url);
        ics::text(out, "CATEGORIES", &self.category);
        ics::line(out, "STATUS", if is_off { "CANCELLED" } else { "CONFIRMED" });
        // Nobody is busy because of it.
        ics::line(out, "TRANSP", "TRANSPARENT");
        out.push_str("END:VEVENT\r\n");
    }

    fn summary(&self, milestone: &Milestone, date: When) -> String {
        let (words, language) = (self.common.words(), self.common.language());
        let mut notes = Vec::new();
        // A span says how little is known.
        if date.precision() != Precision::Day {
            notes.push(language.when(date));
        }
        if milestone.achieved.is_some() {
            notes.push(words.achieved().to_owned());
        } else if milestone.dropped.is_some() {
            notes.push(words.dropped().to_owned());
        } else if milestone.current_due().is_none() {
            notes.push(words.unknown_date().to_owned());
        }
        let title = line(&format!("{}: {}", self.project.title, milestone.title.plain_text()));
        if notes.is_empty() { title } else { format!("{title} ({})", notes.join(", ")) }
    }

    fn description(&self, milestone: &Milestone, url: &str) -> String {
        let words = self.common.words();
        let mut lines = Vec::new();
        lines.extend(milestone.achieved.map(|on| words.achieved_on(on)));
        if let Some(dropped) = &milestone.dropped {
            let reason = line(&dropped.reason.plain_text());
            lines.push(format!("{} {} {reason}", words.dropped_in(dropped.quarter), words.reason()));
        }
        lines.push(words.due(milestone.current_due()));
        for (replan, step) in milestone.replanned.iter().zip(milestone.steps()) {
            let reason = match &replan.reason {
                Some(reason) => format!(" {} {}", words.reason(), line(&reason.plain_text())),
                None if step.is_sharpening => String::new(),
                None => format!(" {}", words.no_reason()),
            };
            lines.push(words.step(replan.quarter, step) + &reason);
        }
        lines.push(url.to_owned());
        lines.join("\n")
    }

    /// The day on which readers could first read of the last thing that happened to it.
    fn last_change(&self, milestone: &Milestone) -> Day {
        let days = &self.common.days;
        let quarters = milestone.replanned.iter().map(|replan| replan.quarter);
        let quarters = quarters.chain(milestone.dropped.as_ref().map(|dropped| dropped.quarter));
        let quarters = quarters.chain(self.project.first_quarter());
        let changes = quarters.map(|quarter| days.of_quarter(quarter));
        changes.chain(milestone.achieved.map(|on| days.of_moment(on))).max().unwrap_or_else(unknown)
    }
}

/// A calendar of events. `of` is what it is about; nothing for the whole site.
pub(super) fn calendar(common: &Common, of: Option<&str>, page: &str, events: &[Arc<str>]) -> String {
    let name = common.words().calendar(&common.title(of));
    let mut out = String::with_capacity(events.iter().map(|event| event.len()).sum::<usize>() + 1024);
    out.push_str("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    let language = common.language().tag().to_uppercase();
    ics::line(&mut out, "PRODID", &format!("-//Voortgang//{GENERATOR}//{language}"));
    out.push_str("CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    // The second is older, and understood by more (RFC 7986, section 5.1).
    ics::text(&mut out, "NAME", &name);
    ics::text(&mut out, "X-WR-CALNAME", &name);
    ics::line(&mut out, "URL", &common.url(page));
    out.push_str("REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n");
    if events.iter().all(|event| event.is_empty()) {
        out.push_str(NOTHING);
    }
    out.extend(events.iter().map(AsRef::as_ref));
    out.push_str("END:VCALENDAR\r\n");
    out
}

/// A calendar may not be without a component (RFC 5545, section 3.6), and this one tells of nothing.
const NOTHING: &str = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n\
                       TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

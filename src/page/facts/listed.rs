//! What lists tell of a project.

use std::sync::Arc;

use crate::model::{Milestone, Profile, Prose, Slug};

/// What lists tell of a project: less than its own page does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::page) struct Listed<'a> {
    pub(in crate::page) id: &'a Slug,
    pub(in crate::page) title: &'a str,
    pub(in crate::page) category: &'a Slug,
    pub(in crate::page) summary: Option<&'a Prose>,
    pub(in crate::page) client: Option<&'a str>,
    pub(in crate::page) milestones: &'a [Arc<Milestone>],
}

impl<'a> Listed<'a> {
    pub(super) fn of(profile: &'a Profile) -> Self {
        let Profile { id, title, category, summary, client, milestones, .. } = profile;
        Self { id, title, category, summary: summary.as_ref(), client: client.as_deref(), milestones }
    }
}

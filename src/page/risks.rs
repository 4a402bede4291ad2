//! The risks with their states over time.

use serde::Serialize;

use super::facts::Facts;
use super::frame::section_title;
use super::parts::RiskView;
use super::{Draft, Section, site_file, value};
use crate::model::Risk;

#[derive(Serialize)]
struct View {
    risks: Vec<RiskView>,
}

pub(super) fn page(facts: &Facts<'_>) -> Draft {
    let risks = facts.risks().iter().filter_map(|id| facts.risk(id));
    let view = View { risks: risks.map(|risk| risk_view(facts, risk)).collect() };
    Draft {
        address: facts.routes.risks(),
        template: "risks.html",
        title: section_title(Section::Risks, facts.language()).to_owned(),
        section: Section::Risks,
        description: None,
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&view),
    }
}

fn risk_view(facts: &Facts<'_>, risk: &Risk) -> RiskView {
    let states = risk.states.iter().rev();
    let states = states.map(|(quarter, state)| facts.risk_state(&risk.id, *quarter, state));
    RiskView {
        anchor: risk.id.to_string(),
        title: risk.title.clone(),
        body: facts.some_html(&risk.body),
        measure: risk.measure.as_ref().map(|measure| facts.html(measure)),
        states: states.collect(),
    }
}

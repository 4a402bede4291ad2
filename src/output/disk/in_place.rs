//! A site that is changed file by file, where it cannot be exchanged as a whole.
//!
//! What pages need comes before them, and nothing goes before all of it stands. Each file is the old one or the new one
//! at every moment, and the next build goes on where this one was stopped: before the first file changes, the manifest
//! lists the old and the new site together, so that nothing that is left is called foreign, and says that it is not finished.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::plan::{Plan, State};
use super::system::System;
use super::{MANIFEST, NEW, create_folder, failed, replace, sibling};
use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::output::manifest::Manifest;

/// Carries out a plan.
pub(super) fn publish(system: &dyn System, plan: &Plan<'_>) -> Result<(), Diagnostic> {
    create_folder(system, plan.folder)?;
    let both: BTreeSet<String> = plan.before.paths.union(&plan.wanted.paths).cloned().collect();
    for path in &both {
        clean(system, &plan.folder.join(path))?;
    }
    write_manifest(system, plan, &Manifest { paths: both, closed: plan.wanted.closed.clone(), is_unfinished: true })?;
    let (in_the_way, rest): (Vec<&String>, Vec<&String>) =
        plan.stale().partition(|path| plan.folders.contains(path.as_str()));
    for path in in_the_way {
        remove(system, plan.folder, path)?;
    }
    for inner in &plan.folders {
        create_folder(system, &plan.folder.join(inner))?;
    }
    let (pages, others): (Vec<&Output>, Vec<&Output>) = plan
        .files
        .iter()
        .filter(|(_, state)| *state != State::Same)
        .map(|(output, _)| *output)
        .partition(|output| output.address.is_some());
    for outputs in [others, pages] {
        outputs.par_iter().try_for_each(|output| replace(system, &plan.folder.join(&output.path), &output.content))?;
    }
    for path in rest {
        remove(system, plan.folder, path)?;
    }
    write_manifest(system, plan, &plan.wanted)
}

fn write_manifest(system: &dyn System, plan: &Plan<'_>, manifest: &Manifest) -> Result<(), Diagnostic> {
    replace(system, &plan.folder.join(MANIFEST), &manifest.text().into())
}

/// Removes what a build that was killed left beside a file.
pub(super) fn clean(system: &dyn System, path: &Path) -> Result<(), Diagnostic> {
    let Some(left) = sibling(path, NEW).filter(|left| fs::symlink_metadata(left).is_ok()) else { return Ok(()) };
    system.remove_file(&left).map_err(|error| failed(path, &error))
}

/// Removes a file of ours, and the folders that it leaves empty.
fn remove(system: &dyn System, folder: &Path, path: &str) -> Result<(), Diagnostic> {
    let file = folder.join(path);
    match system.remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&file, &error)),
        _ => {}
    }
    let mut inner = path;
    while let Some((parent, _)) = inner.rsplit_once('/') {
        if system.remove_folder(&folder.join(parent)).is_err() {
            break;
        }
        inner = parent;
    }
    Ok(())
}

//! The program itself, killed at moments that are spread over the whole of its run.
#![expect(clippy::print_stdout, reason = "whoever asks for more moments wants to read what they showed")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{left_over, page, portal, project, whole};
use crate::portal::{DAY, program};

/// The title of every project, before an edit and after it.
const TITLES: [&str; 2] = ["Een", "Anders"];

/// How many moments; `VOORTGANG_KILLS` makes it try more.
fn moments() -> u32 {
    std::env::var("VOORTGANG_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(40)
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let ids: Vec<String> = (0..40).map(|number| format!("project-{number}")).collect();
    let portal = portal(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    let mut sites = Vec::new();
    let mut last = Duration::ZERO;
    let write = |title: &str| ids.iter().for_each(|id| portal.write(&project(id), page(title).as_bytes()));
    let build = || {
        let mut command: Command = program();
        command.current_dir(portal.root()).args(["build", "--quiet", "--date", DAY]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    for title in TITLES {
        write(title);
        let begin = Instant::now();
        assert!(build().wait().unwrap().success());
        last = begin.elapsed();
        sites.push(whole(&portal.path("public")));
    }
    write(TITLES[0]);
    assert!(build().wait().unwrap().success());
    let mut seen = [0, 0];
    // Which of the two sites stands there.
    let mut now = 0;
    for moment in 0..moments() {
        write(TITLES[1 - now]);
        let mut child = build();
        let until = Instant::now() + last * moment / moments();
        while Instant::now() < until {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = whole(&portal.path("public"));
        let standing = sites.iter().position(|site| *site == found);
        let standing = standing.unwrap_or_else(|| panic!("killed at moment {moment} of {}", moments()));
        seen[usize::from(standing != now)] += 1;
        now = standing;
    }
    println!("killed at {} moments: {} times the old site, {} times the new one", moments(), seen[0], seen[1]);
    assert!(build().wait().unwrap().success());
    assert!(left_over(&portal).is_empty(), "{:?}", left_over(&portal));
}

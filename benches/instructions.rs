//! How many instructions a whole build takes: a portal that is always the same, read from the disk and written to it.
//!
//! Time tells little on a machine that does other things too; this number differs by less than a hundredth of a percent
//! from run to run. It stands beside the one of `instructions.txt`, which `VOORTGANG_RENEW=1` renews, and which holds for
//! one compiler and kind of machine; so nothing fails when they differ. `VOORTGANG` names another program to count. Needs
//! Valgrind.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark writes files and runs programs, and its result is what it prints"
)]

mod synthetic;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.txt");
    let account = Path::new(env!("CARGO_TARGET_TMPDIR")).join("callgrind.out");
    let (now, with) = (count(&account)?, compiler()?);
    let text = fs::read_to_string(&kept)?;
    let (before, before_with) = text.trim().split_once(' ').ok_or("instructions.txt holds a number and a compiler")?;
    println!("kept {before:>13}  {before_with}");
    println!("now  {now:>13}  {with}  {}", difference(before.parse()?, now));
    println!("by function: callgrind_annotate --inclusive=yes {}", account.display());
    if std::env::var_os("VOORTGANG_RENEW").is_some() {
        fs::write(&kept, format!("{now} {with}\n"))?;
    }
    Ok(())
}

/// Builds the portal in an empty folder, and counts.
fn count(account: &Path) -> Result<u64> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    for (path, bytes) in synthetic::portal().iter() {
        let path = folder.path().join("portal").join(path.as_str());
        fs::create_dir_all(path.parent().ok_or("a file stands in a folder")?)?;
        fs::write(path, bytes)?;
    }
    let program = std::env::var_os("VOORTGANG").unwrap_or_else(|| env!("CARGO_BIN_EXE_voortgang").into());
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", account.display()))
        .arg(program)
        .args(["build", "--root", "portal", "--out", "site", "--date", synthetic::DAY])
        .current_dir(folder.path())
        // What stands in the environment lies on the stack, and moves it.
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        // Threads that wait for each other spin.
        .env("RAYON_NUM_THREADS", "1")
        // By default the allocator gives memory back by the clock.
        .env("MIMALLOC_PURGE_DELAY", "-1")
        .output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(told.into());
    }
    let collected = told.lines().find_map(|line| line.split_once("Collected : ")).ok_or("Valgrind told no number")?;
    Ok(collected.1.trim().parse()?)
}

/// The release of the compiler, and the kind of machine.
fn compiler() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").current_dir(env!("CARGO_MANIFEST_DIR")).output()?;
    let text = String::from_utf8(output.stdout)?;
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).ok_or("rustc tells no version");
    Ok(format!("rustc {}, {}", value("release: ")?, value("host: ")?))
}

/// How much more or less, in percent to three places, without the rounding of floating point.
fn difference(before: u64, now: u64) -> String {
    let thousandths = (i128::from(now) - i128::from(before)) * 100_000 / i128::from(before.max(1));
    let sign = if thousandths < 0 { '-' } else { '+' };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}.{:03} %", size / 1000, size % 1000)
}

//! How editors save a file, replayed as system calls: each save is seen once, and whole.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use voortgang::watch::Source;

use super::{INDEX, Watched, has, run};

/// What an editor does to save the new text in a file.
type Save = fn(&Path);

const NEW: &str = "new text, a little longer than the old\n";

/// A file beside this one.
fn beside(file: &Path, name: &str) -> std::path::PathBuf {
    file.with_file_name(name.replace('*', &file.file_name().unwrap().to_string_lossy()))
}

fn write(file: &Path) {
    let mut file = File::create(file).unwrap();
    file.write_all(NEW.as_bytes()).unwrap();
    file.sync_all().unwrap();
}

/// vim looks whether it may make files here.
fn try_folder(file: &Path) {
    let tried = beside(file, "4913");
    drop(OpenOptions::new().write(true).create_new(true).open(&tried).unwrap());
    fs::remove_file(tried).unwrap();
}

const EDITORS: [(&str, Save); 17] = [
    ("vim, renaming (backupcopy=no)", |file| {
        fs::write(beside(file, ".*.swp"), "swap").unwrap();
        try_folder(file);
        fs::rename(file, beside(file, "*~")).unwrap();
        write(file);
        fs::set_permissions(file, fs::metadata(beside(file, "*~")).unwrap().permissions()).unwrap();
        fs::remove_file(beside(file, "*~")).unwrap();
        fs::remove_file(beside(file, ".*.swp")).unwrap();
    }),
    ("vim, copying (backupcopy=yes)", |file| {
        fs::copy(file, beside(file, "*~")).unwrap();
        write(file);
        fs::remove_file(beside(file, "*~")).unwrap();
    }),
    ("vim, keeping a backup", |file| {
        try_folder(file);
        fs::rename(file, beside(file, "*~")).unwrap();
        write(file);
    }),
    ("vim, nowritebackup", write),
    ("Emacs", |file| {
        fs::write(beside(file, "#*#"), "auto-save").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("author@machine.1234:5678", beside(file, ".#*")).unwrap();
        fs::rename(file, beside(file, "*~")).unwrap();
        write(file);
        fs::remove_file(beside(file, "#*#")).unwrap();
        #[cfg(unix)]
        fs::remove_file(beside(file, ".#*")).unwrap();
    }),
    ("VS Code", |file| {
        let mut file = OpenOptions::new().write(true).open(file).unwrap();
        file.set_len(0).unwrap();
        file.write_all(NEW.as_bytes()).unwrap();
    }),
    ("Helix", |file| {
        fs::rename(file, beside(file, "*aB3xY9.bck")).unwrap();
        write(file);
        fs::remove_file(beside(file, "*aB3xY9.bck")).unwrap();
    }),
    ("Sublime, atomic_save", |file| {
        write(&beside(file, ".subl8f1.tmp"));
        fs::rename(beside(file, ".subl8f1.tmp"), file).unwrap();
    }),
    ("Sublime", |file| fs::write(file, NEW).unwrap()),
    ("nano", |file| {
        fs::write(beside(file, ".*.swp"), "lock").unwrap();
        fs::write(file, NEW).unwrap();
        fs::remove_file(beside(file, ".*.swp")).unwrap();
    }),
    ("gedit (GLib)", |file| {
        write(&beside(file, ".goutputstream-X2Z1"));
        fs::rename(beside(file, ".goutputstream-X2Z1"), file).unwrap();
    }),
    ("Kate (QSaveFile)", |file| {
        write(&beside(file, "*.kXbUqT"));
        fs::rename(beside(file, "*.kXbUqT"), file).unwrap();
    }),
    ("JetBrains, safe write", |file| {
        write(&beside(file, "*___jb_tmp___"));
        fs::rename(file, beside(file, "*___jb_old___")).unwrap();
        fs::rename(beside(file, "*___jb_tmp___"), file).unwrap();
        fs::remove_file(beside(file, "*___jb_old___")).unwrap();
    }),
    ("remove and create", |file| {
        fs::remove_file(file).unwrap();
        std::thread::sleep(Duration::from_millis(15));
        write(file);
    }),
    ("in halves", |file| {
        let (first, second) = NEW.split_at(10);
        let mut file = File::create(file).unwrap();
        file.write_all(first.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(120));
        file.write_all(second.as_bytes()).unwrap();
    }),
    ("cp", |file| {
        let source = file.ancestors().nth(4).unwrap().join("new.txt");
        fs::write(&source, NEW).unwrap();
        run(Command::new("cp").arg(source).arg(file));
    }),
    ("mv", |file| {
        let source = file.ancestors().nth(4).unwrap().join("new.txt");
        fs::write(&source, NEW).unwrap();
        run(Command::new("mv").arg(source).arg(file));
    }),
];

/// One save: how many batches, and how many rebuilds.
fn save(source: Source, save: impl Fn(&Path)) -> (usize, usize) {
    let mut watched = Watched::new(source);
    save(&watched.portal.path(INDEX));
    let counts = watched.settle();
    assert_eq!(watched.text(INDEX), Some(NEW));
    counts
}

/// Whether a save is one rebuild, of one batch.
fn is_seen_once(saves: impl Fn(&Path)) -> bool {
    is_mostly(|| save(Source::Events, &saves) == (1, 1))
}

/// Whether something holds three times before it fails three times. A busy machine may let an editor pause halfway, but
/// not most of the time.
fn is_mostly(holds: impl Fn() -> bool) -> bool {
    let (mut good, mut bad) = (0, 0);
    while good < 3 && bad < 3 {
        *(if holds() { &mut good } else { &mut bad }) += 1;
    }
    good == 3
}

/// Saves with every editor, a few at a time; the names of those that were not seen as they should.
fn not_seen(is_seen: impl Fn(Save) -> bool + Sync) -> Vec<&'static str> {
    let is_seen = &is_seen;
    let few = |few: &[(&'static str, Save)]| -> Vec<&'static str> {
        std::thread::scope(|scope| {
            let each = |(editor, save): &(&'static str, Save)| {
                let (editor, save) = (*editor, *save);
                scope.spawn(move || (!is_seen(save)).then_some(editor))
            };
            let saving: Vec<_> = few.iter().map(each).collect();
            saving.into_iter().filter_map(|save| save.join().unwrap()).collect()
        })
    };
    EDITORS.chunks(6).flat_map(few).collect()
}

#[cfg(unix)]
#[test]
fn every_save_is_seen_once() {
    assert_eq!(not_seen(|save| is_seen_once(save)), Vec::<&str>::new());
}

#[cfg(unix)]
#[test]
fn every_save_is_seen_once_by_looking() {
    assert_eq!(not_seen(|saves| is_mostly(|| save(Source::Polling, saves).1 == 1)), Vec::<&str>::new());
}

#[test]
fn sed_in_place_is_seen_once() {
    if !has("sed") {
        return;
    }
    let line = format!("s/.*/{}/", NEW.trim_end());
    let sed = |file: &Path| run(Command::new("sed").args(["-i", "-e", &line, "-e", "$a\\"]).arg(file));
    assert!(is_seen_once(sed));
}

#[test]
fn vim_itself_is_seen_once() {
    if !has("vim") {
        return;
    }
    let line = format!("call setline(1, '{}')", NEW.trim_end());
    for settings in [
        "set nobackup writebackup backupcopy=auto",
        "set nobackup writebackup backupcopy=no",
        "set nobackup writebackup backupcopy=yes",
        "set backup backupcopy=no",
        "set backup backupcopy=yes",
        "set nobackup nowritebackup",
    ] {
        let vim = |file: &Path| {
            let mut vim = Command::new("vim");
            vim.args(["-Nu", "NONE", "-es", "-c", "set swapfile", "-c", settings, "-c", &line, "-c", "wq"]);
            run(vim.arg(file).env("TERM", "dumb"));
        };
        assert!(is_seen_once(vim), "{settings}");
    }
}

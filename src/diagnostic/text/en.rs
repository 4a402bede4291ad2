//! The English words.

mod closing;
mod importing;

use super::{Message, listed};
use crate::diagnostic::{Expected, PollingReason, Problem};
use crate::source::ReadFailure;

#[expect(clippy::too_many_lines, reason = "a flat table: one entry a problem")]
pub(super) fn message(problem: &Problem) -> Message {
    match problem {
        // Files and folders
        Problem::Unreadable { failure } => unreadable(failure),
        Problem::NotUtf8 => Message::new("the file was not saved as UTF-8")
            .label("this character can't be read")
            .help("Open the file in your text editor and save it again with the encoding UTF-8."),
        Problem::MissingContent => Message::new("the folder `content` is missing or empty")
            .help("Make a folder `content` beside `portal.toml` and put the pages in it."),
        Problem::StrayFile { suggestion } => Message::new("no page belongs in this place").help(meant(
            suggestion.as_ref(),
            "A page stands in `content/categories`, in `content/risks`, in `content/pages`, in a folder of \
             `content/projects` or in a folder of `content/reports`.",
        )),
        Problem::BadName { name, suggestion } => Message::new(format!("the name `{name}` can't stand in an address"))
            .help(meant(
                suggestion.as_ref(),
                "Use only lower-case letters, digits and hyphens, because the name becomes a part of the address.",
            )),
        Problem::MissingIndex { folder } => {
            Message::new(format!("the folder `{folder}` has no `index.md`")).help(format!(
                "Make the file `{folder}/index.md`. If the folder's name is a typing error, move the files to \
                 the right folder."
            ))
        }
        Problem::UnlinkedFile => Message::new("no page links to this file, so it is not on the site").help(
            "Link to it from a page, with `[text](file.pdf)` or `![description](image.png)`. If it is no \
             longer needed, remove it.",
        ),

        // Front matter
        Problem::MissingFrontMatter => {
            Message::new("the file does not begin with a line `+++`").label("`+++` belongs here").help(
                "Begin the file with a line `+++`, then the facts, such as `title = \"Search and Find\"`, and \
                 then another line `+++`.",
            )
        }
        Problem::UnclosedFrontMatter => Message::new("the line `+++` below the facts is missing")
            .label("the facts begin here")
            .help("Put a line with only `+++` below the last line of facts. The text begins below it."),
        Problem::TomlSyntax { detail } => {
            Message::new(format!("this line is not valid TOML: {}", toml_words(detail))).help(toml_help(detail))
        }
        Problem::CurlyQuotes { quote } => {
            Message::new(format!("curly quote `{quote}` where a straight one belongs")).label("curly").help(
                "Put straight quotes round the value: `title = \"Search and Find\"`. Inside the text, curly \
                 quotes are fine.",
            )
        }
        Problem::UnknownKey { key, table, suggestion } => {
            Message::new(format!("unknown key `{key}`{}", in_table(table)))
                .label("unknown")
                .help(meant(suggestion.as_ref(), "Correct the name or remove the key."))
        }
        Problem::MisplacedKey { key, table, belongs_to } => {
            Message::new(format!("`{key}` does not belong to {} but to {}", table_name(table), table_name(belongs_to)))
                .label("does not belong here")
                .help(misplaced_help(belongs_to))
        }
        Problem::MissingKey { key, table } => Message::new(format!("`{key}` is missing{}", in_table(table)))
            .label(format!("`{key}` is missing here"))
            .help(format!("Add a line `{key} = ...`.")),
        Problem::WrongType { key, expected, found } => wrong_type(key, *expected, *found),
        Problem::EmptyValue { key } => {
            Message::new(format!("`{key}` is empty")).label("nothing here").help("Fill in a value or remove the key.")
        }
        Problem::ControlCharacter { code } => Message::new(format!("invisible control character (U+{code:04X})"))
            .label("it stands here")
            .help("Remove the character: type the line again, or paste the text as plain text."),
        Problem::WrongFormat { key, expected: Expected::Year, .. } => {
            Message::new(format!("`{key}` is not a year of four digits"))
                .label("this is not a year")
                .help("Write the year between quotes, then `=` and the amount: `\"2024\" = 127`.")
        }
        Problem::WrongFormat { key, expected, suggestion } => {
            Message::new(format!("`{key}` must be {}", kind(*expected)))
                .label("written in another way")
                .help(meant(suggestion.as_ref(), &format!("Write {} for `{key}`.", kind(*expected))))
        }
        Problem::ConflictingKeys { key, other } => Message::new(format!("`{key}` and `{other}` cannot go together"))
            .label("this is the one")
            .help(format!("Choose one of the two: remove `{key}`, or `{other}`.")),
        Problem::UnknownChoice { key, value, choices, suggestion } => {
            Message::new(format!("`{key}` can't be `{value}`"))
                .help(meant(suggestion.as_ref(), &format!("Choose from: {}.", listed(choices))))
        }

        // Values
        Problem::BadWhen { value, suggestion } => {
            Message::new(format!("`{value}` can't be read as a day, month, quarter or year")).help(meant(
                suggestion.as_ref(),
                "Write a day as `2024-12-31`, a month as `2024-12`, a quarter as `2024-Q4` and a year as `2025`.",
            ))
        }
        Problem::BadDate { value, suggestion } => Message::new(format!("`{value}` is not a valid date"))
            .help(meant(suggestion.as_ref(), "Write a date that exists as year, month and day: `2024-12-31`.")),
        Problem::UnknownQuarter { value, suggestion } => {
            Message::new(format!("`{value}` is not a quarter")).help(meant(
                suggestion.as_ref(),
                "Write a quarter as `2024-Q3`. In a project's folder a file is called `index.md` or after a \
                 quarter: `2024-Q3.md`.",
            ))
        }
        Problem::UnknownCategory { id, suggestion } => Message::new(format!("the category `{id}` does not exist"))
            .help(meant(
                suggestion.as_ref(),
                "A category is a file in `content/categories`. Write the name of that file for `category`, \
                 without `.md`.",
            )),
        Problem::UnknownStatus { id, choices, suggestion } => Message::new(format!("the status `{id}` does not exist"))
            .help(meant(suggestion.as_ref(), &format!("Choose from: {}.", listed(choices)))),
        Problem::UnknownMilestone { id, suggestion } => Message::new(format!("this project has no milestone `{id}`"))
            .help(meant(
                suggestion.as_ref(),
                "Use the `id` of a milestone in this project's `index.md`. A milestone without an `id` gets \
                 one from its title.",
            )),
        Problem::UnknownTheme { name, suggestion } => Message::new(format!("the theme `{name}` does not exist")).help(
            meant(suggestion.as_ref(), "A theme is a folder in `themes`. Correct the name or remove the line `theme`."),
        ),
        Problem::UnknownSubject { id, suggestion } => Message::new(format!(
            "correction about `{id}`, which is no project, chapter, risk or category"
        ))
        .help(meant(
            suggestion.as_ref(),
            "Write for `about` the name of the folder, or of the file without `.md`. If the correction is \
             about the report itself, write `about = \"report\"`.",
        )),
        Problem::DuplicateId { id } => Message::new(format!("the id `{id}` is used twice"))
            .label("once more")
            .help(format!("Give one of the two an id of its own, such as `id = \"{id}-2\"`.")),
        Problem::DuplicateAddress { address } => Message::new(format!("the address `{address}` is used twice"))
            .label("once more")
            .help("Only one page can stand at an address. Remove the address from one of the two places."),
        Problem::ReservedAddress { address } => {
            Message::new(format!("the address `{address}` belongs to a fixed part of the portal"))
                .help("Give the file another name, or choose another address in `aliases`.")
        }
        Problem::BadAmount { value } => Message::new(format!("the amount `{value}` can't be added exactly")).help(
            "Write a plain number with at most three digits behind the point: `104` or `104.5`. The unit, \
             such as million euros, belongs in `unit`.",
        ),
        Problem::BudgetSum { sum, total } => {
            Message::new(format!("the amounts add up to `{sum}`, but `total` is `{total}`"))
                .label(format!("together they are `{sum}`"))
                .help("Correct the number that is wrong. Without `total`, Voortgang adds the amounts itself.")
        }

        // Rules of the domain
        Problem::StatusWithoutResult { status } => {
            Message::new(format!("the status is `{status}`, but there is no text about the result"))
                .label("status without a result")
                .help(format!(
                    "Write below the facts what happened in this quarter. If this is the status that you \
                     expect, write `expected = \"{status}\"` instead of `status`."
                ))
        }
        Problem::ResultWithoutStatus => {
            Message::new("there is a text about the result, but no `status`").label("result without a status").help(
                "If the quarter is over, add `status`, such as `status = \"op-schema\"`. If the text \
                 announces something, move it to `promises` or `outlook`.",
            )
        }
        Problem::ReplanOrder { quarter, former } => {
            Message::new(format!("the replan in `{quarter}` is earlier than the one before it, in `{former}`"))
                .label("earlier than the former")
                .help("Put the replans in the order of `in`, the oldest first.")
        }
        Problem::ReplanSameDate { due: Some(due) } => {
            Message::new(format!("this replan changes nothing: the date was `{due}` already"))
                .label("the same date")
                .help("Fill in the new date at `due` or remove the replan.")
        }
        Problem::ReplanSameDate { due: None } => {
            Message::new("this replan changes nothing: the date was unknown already")
                .label("still unknown")
                .help("Fill in the new date at `due` or remove the replan.")
        }
        Problem::ReplanWithoutReason => Message::new("replan without a reason").label("`reason` is missing here").help(
            "Add the reason, such as `reason = \"the tender takes longer\"`. The site now says: no reason given.",
        ),
        Problem::AchievedAndDropped => Message::new("the milestone is achieved and dropped as well")
            .help("Keep `achieved` or `dropped`, not both."),
        Problem::FormerlyOrder { until, former } => Message::new(format!(
            "the former name up to `{until}` is not later than the one before it, up to `{former}`"
        ))
        .label("earlier than the former")
        .help("Put the former names in the order of `until`, the oldest first."),
        Problem::FormerlyNothing => Message::new("`formerly` without a former title or a former category")
            .label("what was different?")
            .help("Add `title` or `category`, or both, such as `{ until = \"2024-Q2\", title = \"The old name\" }`."),

        Problem::SecurityTxtExpired { expires } => {
            Message::new(format!("security.txt has expired: it held until {expires}"))
                .label("this day is over")
                .help("See whether all in `[hosting.security_txt]` still holds, and choose a new day within a year.")
        }
        Problem::SecurityTxtExpiresSoon { expires } => {
            Message::new(format!("security.txt expires soon: it holds until {expires}"))
                .label("this day is near")
                .help("See whether all in `[hosting.security_txt]` still holds, and choose a new day within a year.")
        }
        Problem::SecurityTxtExpiresLate { expires } => {
            Message::new(format!("security.txt holds for more than a year: until {expires}"))
                .label("this day is far away")
                .help("Choose a day within a year, so that somebody looks at it every year.")
        }

        Problem::UnknownTooiUri { key, value, suggestions } => {
            Message::new(format!("`{value}` is not in the list of {}", tooi_list(key)))
                .label("no URI of the list")
                .help(meant_uri(suggestions, key, value))
        }
        Problem::OtherTooiList { key, label, belongs_to } => Message::new(format!(
            "`{key}` takes a URI from the list of {1}, and this is `{label}`, from the list of {0}",
            tooi_list(belongs_to),
            tooi_list(key)
        ))
        .label("from another list")
        .help(format!("Put this URI under `{belongs_to}`, and choose one from its own list for `{key}`.")),
        Problem::WooWithoutHttps { base_url } => {
            Message::new(format!("the Woo-index fetches nothing over HTTP, and the site will stand at `{base_url}`"))
                .help("Use an address with `https://`, or remove the table `[woo]`.")
        }

        Problem::Closing(closing) => closing::message(closing),
        Problem::Importing(importing) => importing::message(importing),

        // Markdown
        Problem::HeadingLevel => Message::new("a heading with one `#` is not allowed in the text")
            .label("make this `##`")
            .help("Begin at `##`. The title from the facts is the top heading already."),
        Problem::HeadingSkipped { from, to } => {
            Message::new(format!("the headings go from {} straight to {}", hashes(*from), hashes(*to)))
                .label("skips a level")
                .help(format!(
                    "Make it {}. People who have the page read aloud would miss a heading.",
                    hashes(from + 1)
                ))
        }
        Problem::RawHtml { html } => {
            Message::new(format!("HTML in the text: `{}`", first_line(html))).label("HTML").help(
                "Write it in Markdown. Only a comment `<!-- ... -->` is allowed; it is not shown on the site. \
                 If the character `<` itself belongs in the text, write `\\<`.",
            )
        }
        Problem::UnsafeLink { scheme } => Message::new(format!("a link must not begin with `{scheme}`"))
            .help("Link to a page of this portal, or use a link with `https://` or `mailto:`."),
        Problem::EmptyLinkText => Message::new("link without a text")
            .label("text belongs here")
            .help("Put between `[` and `]` where the link leads, such as `[the budget](budget.pdf)`."),
        Problem::DeadLink { target, suggestion } => {
            Message::new(format!("the link to `{target}` leads nowhere")).help(meant(
                suggestion.as_ref(),
                "Link to a file that exists, such as `../search-and-find/index.md`, or to an address, such as \
                 `/projects/search-and-find/`.",
            ))
        }
        Problem::DeadAnchor { anchor, target, suggestion } => {
            Message::new(format!("`{target}` has no place `#{anchor}`")).help(meant(
                suggestion.as_ref(),
                "The part behind `#` is a heading in lower case, with hyphens between the words.",
            ))
        }
        Problem::HiddenLink { target } => {
            Message::new(format!("the link to `{target}` goes to something that is not public yet"))
                .help("Remove the link as long as visitors can't see that page, or make it public.")
        }
        Problem::MissingImage { target, suggestion } => Message::new(format!("the image `{target}` does not exist"))
            .help(meant(
                suggestion.as_ref(),
                "Put the image in the folder of this page and mind capital and small letters.",
            )),
        Problem::RemoteImage { url } => Message::new(format!("the image `{url}` is on another site")).help(
            "Save the image in the folder of this page and refer to it there, so that visitors fetch nothing \
             from another site.",
        ),
        Problem::MissingAlt => {
            Message::new("image without a description").label("the description is missing here").help(
                "Write between `![` and `]` what can be seen, such as `![A chart: from 104 to 127 \
                 million](spending.png)`. It is for people who can't see the image.",
            )
        }
        Problem::MissingFootnote { label } => Message::new(format!("the footnote `[^{label}]` has no text"))
            .label("no text for this footnote")
            .help(format!(
                "Put the text at the end of the file: `[^{label}]: ...`. For now `[^{label}]` stands on the \
                 page as it is."
            )),
        Problem::UnusedFootnote { label } => {
            Message::new(format!("nothing refers to the footnote `[^{label}]`, so it is not on the site"))
                .help(format!("Put `[^{label}]` in the text where the footnote belongs, or remove it."))
        }

        // Theme
        Problem::TemplateFailed { page, detail } => {
            Message::new(format!("the page `{page}` can't be made: {}", first_line(detail)))
                .help("Correct the theme's template, or ask whoever looks after the theme.")
        }
        Problem::MissingThemeFile { file, suggestion } => Message::new(format!(
            "the theme has no file `{file}` in `static`"
        ))
        .help(meant(suggestion.as_ref(), "Put the file in the folder `static` of the theme, or remove the name here.")),
        Problem::BadText { key } => Message::new(format!("the text `{key}` of the theme is written in a wrong way"))
            .help(
                "Write a text between quotes, or a form for one and a form for more: `{ one = \"1 project\", \
                 other = \"{n} projects\" }`.",
            ),

        Problem::EditionStyle { found } => {
            Message::new(format!("`{found}` cannot stand in the style of an edition")).label("here it is").help(
                "The style stands in the document itself, which has to stay readable by itself: it fetches nothing, \
                     and does not end the element that it stands in. Put a small image in as `url(\"data:...\")`.",
            )
        }

        // Output
        Problem::OutputCollision { address } => Message::new(format!("two files both lead to `{address}`"))
            .label("leads to the same file")
            .help("Give one of the two another name."),
        Problem::OutputInsideSources { folder } => Message::new(format!(
            "`--out` is `{folder}`, where the sources of the portal are"
        ))
        .help("Choose a folder that is only for the site and not inside `content` or `themes`, such as `public`."),
        Problem::OutputNotFolder { folder } => Message::new(format!("`--out` is `{folder}`, but that is a file"))
            .help("Choose a folder, or a name that does not exist yet."),
        Problem::ForeignFile { path } => {
            Message::new(format!("`{path}` stands at an address of the site, but Voortgang did not make it"))
                .help("Move or delete this file and build again. Nothing was overwritten.")
        }
        Problem::NotWritten { path, detail } => {
            Message::new(format!("`{path}` can't be written: {}", first_line(detail)))
                .help("See whether you may write in this folder and whether the disk has room.")
        }
        Problem::OutputBusy { folder } => Message::new(format!("another build is writing in `{folder}`"))
            .help("Wait until it is done and build again, or choose another folder with `--out DIR`."),
        Problem::SiteShrinks { lost, of } => Message::new(format!(
            "{lost} of the {of} project pages that are published would disappear"
        ))
        .help("See whether the folder `content/projects` is complete. If it is meant, build with `--allow-shrink`."),

        // The call
        Problem::NoPortal { folder, looked_above } => {
            let above = if *looked_above { " or in a folder above it" } else { "" };
            Message::new(format!("there is no `portal.toml` in `{folder}`{above}"))
                .help("Go to the folder of your portal, or name it with `--root DIR`.")
        }
        Problem::TitleWithoutId { title } if title.is_empty() => {
            Message::new("the title is empty").help("Put the title between quotes behind the command.")
        }
        Problem::TitleWithoutId { title } => {
            Message::new(format!("no permanent address can be made of the title `{title}`")).help(
                "Give a title with at least one letter from a to z or one digit. The address comes from the title and \
                 does not change afterwards. The title you can change later, in the file.",
            )
        }
        Problem::TitleTooLong { longest } => {
            Message::new("the title is too long for a permanent address").help(format!(
                "Give a title of at most {longest} letters. The address comes from the title and does not change \
             afterwards. The title you can make longer later, in the file.",
            ))
        }
        Problem::IdTaken { id, file } => Message::new(format!("`{id}` is in use already: `{file}`")).help(
            "Choose another title, or go on in the file that is there. A permanent address belongs to one thing.",
        ),
        Problem::WhichCategory { choices } if choices.is_empty() => Message::new("there is no category yet")
            .help("Make a category first, with `voortgang new category \"Name\"`."),
        Problem::WhichCategory { choices } => Message::new("not said to which category the project belongs")
            .help(format!("Name the category, with `--category ID`. Choose from: {}.", listed(choices))),
        Problem::QuarterClosed { quarter } => Message::new(format!("the quarter `{quarter}` is closed"))
            .help("Nothing new comes into a closed quarter. Start a later one."),
        Problem::FolderNotEmpty { folder } => Message::new(format!("`{folder}` exists and is not an empty folder"))
            .help("Choose an empty folder, or a name that does not exist yet."),
        Problem::Polling { reason } => polling(reason),
        Problem::NotListening { address, detail } => {
            Message::new(format!("no preview can stand at `{address}`: {detail}"))
                .help("Choose another port with `--port`. Do you use `--bind`? Then name an address of this machine.")
        }
        Problem::PortTaken { taken, port } => {
            Message::new(format!("port {taken} is taken; the preview stands at port {port}"))
                .help("Perhaps `voortgang serve` runs in another window. Choose a port yourself with `--port`.")
        }
        Problem::OpenToOthers => Message::new("others in your network can read this preview too")
            .help("Leave `--bind` out when only you are to look."),
        Problem::BrowserNotOpened { url, detail } => Message::new(format!("the browser could not be opened: {detail}"))
            .help(format!("Open `{url}` in your browser yourself.")),
    }
}

fn polling(reason: &PollingReason) -> Message {
    let (why, help) = match reason {
        PollingReason::TooManyFolders => (
            "the system can't follow more folders".to_owned(),
            "A change shows a little later. A higher limit, set by your administrator, makes it faster: \
             `sudo sysctl fs.inotify.max_user_watches=524288`.",
        ),
        PollingReason::TooManyWatchers => (
            "too many programs follow folders".to_owned(),
            "A change shows a little later. Close other programs, or let your administrator raise the limit: \
             `sudo sysctl fs.inotify.max_user_instances=512`.",
        ),
        PollingReason::RemoteFolder { system } => (
            format!("this folder is on a shared disk (`{system}`)"),
            "There is nothing you have to do; a change shows a little later. With `--poll` you don't get this message.",
        ),
        PollingReason::Other { detail } => (
            format!("the system does not tell of changes: {}", first_line(detail)),
            "There is nothing you have to do; a change shows a little later. With `--poll` you don't get this message.",
        ),
    };
    Message::new(format!("Voortgang looks for changes again and again, because {why}")).help(help)
}

fn unreadable(failure: &ReadFailure) -> Message {
    match failure {
        ReadFailure::Permission => Message::new("you have no permission to read this")
            .help("Give yourself the right to read the file or folder, or ask your administrator."),
        ReadFailure::Loop => Message::new("this symbolic link leads back to a folder above it")
            .help("Remove the link or let it lead to another folder."),
        ReadFailure::Dangling => Message::new("this symbolic link leads to nothing")
            .help("Remove the link or let it lead to a file that exists."),
        ReadFailure::Absent => {
            Message::new("this file is missing").help("Put it back. Without this file the folder is no portal.")
        }
        ReadFailure::Name => Message::new("the name of this file is not UTF-8")
            .help("Give the file a name of lower-case letters, digits and hyphens."),
        ReadFailure::Other(detail) => Message::new(format!("this can't be read: {}", first_line(detail)))
            .help("See whether the file exists and whether you can open it yourself."),
    }
}

fn wrong_type(key: &str, expected: Expected, found: Expected) -> Message {
    let found_kind = match (expected, found) {
        (Expected::Integer, Expected::Number) => "another number",
        _ => found_kind(found),
    };
    let help = match (expected, found) {
        (Expected::Integer | Expected::Number | Expected::Boolean, Expected::Text) => {
            format!("Remove the quotes. `{key}` must be {}.", kind(expected))
        }
        (Expected::Text, Expected::Number | Expected::Boolean | Expected::Date) => {
            format!("Put the value between quotes: `{key} = \"...\"`.")
        }
        (Expected::List, Expected::Table) if table_name(key).starts_with("`[[") => {
            format!("Write {}, with two brackets on each side.", table_name(key))
        }
        (Expected::Table, Expected::List) if table_name(key).starts_with("`[") => {
            format!("Write {}, with one bracket on each side.", table_name(key))
        }
        (Expected::List, Expected::Text | Expected::Table) => {
            format!("Put `[` and `]` round the value, also when there is only one: `{key} = [...]`.")
        }
        _ => format!("Write {} for `{key}`.", kind(expected)),
    };
    Message::new(format!("`{key}` must be {}, not {found_kind}", kind(expected)))
        .label(format!("this is {found_kind}"))
        .help(help)
}

fn toml_help(detail: &str) -> &'static str {
    if detail.starts_with("duplicate key") {
        "Each key may stand there only once. Remove one of the two."
    } else {
        "Write each fact as `name = value`, with a text between quotes, such as `title = \"Search and Find\"`."
    }
}

/// What the TOML reader says, without the names that its grammar has for what it expected.
fn toml_words(detail: &str) -> &str {
    match detail.split_once(", expected ") {
        Some((words, expected)) if !expected.contains('`') => words,
        _ => detail,
    }
}

fn misplaced_help(belongs_to: &str) -> String {
    if belongs_to.is_empty() {
        "Move this line up: above the first line that begins with `[` or `[[`. What stands below such a line \
         belongs to that table."
            .to_owned()
    } else {
        format!("Move this key to {}.", table_name(belongs_to))
    }
}

/// What the author probably meant, and what can be done otherwise.
fn meant(suggestion: Option<&String>, otherwise: &str) -> String {
    match suggestion {
        Some(suggestion) => format!("Did you mean `{suggestion}`? {otherwise}"),
        None => otherwise.to_owned(),
    }
}

/// Which URIs a key takes.
fn tooi_list(key: &str) -> &'static str {
    match key {
        "publisher" => "organisations",
        "category" => "categories of information",
        "document_type" => "document types",
        _ => "themes",
    }
}

/// The URIs that were probably meant, each with its label. Whoever wrote a URI may have a newer list than we do.
fn meant_uri(suggestions: &[(String, String)], key: &str, value: &str) -> String {
    let meant: Vec<String> = suggestions.iter().map(|(uri, label)| format!("`{uri}` ({label})")).collect();
    let remedy = if meant.is_empty() {
        format!(
            "Look the URI up in the list of {} at https://standaarden.overheid.nl/tooi/waardelijsten.",
            tooi_list(key)
        )
    } else {
        format!("Did you mean {}?", meant.join(" or "))
    };
    let known = "Voortgang knows the lists of DiWoo 0.9.8 (12 August 2025); the Woo-index still refuses what is newer.";
    if value.starts_with("http") { format!("{remedy} {known}") } else { remedy }
}

/// A table as the author writes it.
fn table_name(table: &str) -> String {
    match table {
        "" => "the top of the file".to_owned(),
        "statuses" | "links" | "milestones" | "corrections" | "budgets" => format!("`[[{table}]]`"),
        "organisation" | "states" | "hosting" | "hosting.security_txt" | "woo" | "data" => format!("`[{table}]`"),
        inline => format!("`{}`", inline.rsplit('.').next().unwrap_or(inline)),
    }
}

/// The table, when it is not the file's own.
fn in_table(table: &str) -> String {
    if table.is_empty() { String::new() } else { format!(" in {}", table_name(table)) }
}

/// What a value must be.
fn kind(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text between quotes",
        Expected::Integer => "a whole number such as `3`",
        Expected::Number => "a number such as `104` or `104.5`",
        Expected::Boolean => "`true` or `false`",
        Expected::Date => "a date such as `2024-12-31`",
        Expected::When => "a moment such as `2024-12-31`, `2024-12`, `2024-Q4` or `2025`",
        Expected::List => "a list between `[` and `]`",
        Expected::Table => "a table between `{` and `}`",
        Expected::ListOfTables => "a list of tables between `[` and `]`",
        Expected::WebAddress => "a web address that begins with `https://` or `http://`",
        Expected::SecureAddress => "a web address that begins with `https://`",
        Expected::ContactAddress => {
            "an address such as `mailto:security@example.org`, `https://example.org/report` or `tel:+31-70-1234567`"
        }
        Expected::SiteAddress => "an address that begins and ends with `/`, such as `/projects/old/`",
        Expected::MailAddress => "an e-mail address such as `editors@example.org`",
        Expected::BaseUrl => "the web address of the site, such as `https://progress.example.org/`",
        Expected::Id => "an id of lower-case letters, digits and hyphens, such as `action-plan`",
        Expected::Year => "a year of four digits, such as `2024`",
        Expected::OneLine => "a text of one line",
    }
}

/// What was found instead.
fn found_kind(found: Expected) -> &'static str {
    match found {
        Expected::Integer | Expected::Number | Expected::Year => "a number",
        Expected::Boolean => "`true` or `false`",
        Expected::Date | Expected::When => "a date",
        Expected::List | Expected::ListOfTables => "a list",
        Expected::Table => "a table",
        Expected::Text
        | Expected::WebAddress
        | Expected::SecureAddress
        | Expected::ContactAddress
        | Expected::SiteAddress
        | Expected::MailAddress
        | Expected::BaseUrl
        | Expected::Id
        | Expected::OneLine => "a text",
    }
}

/// The marks of a heading of a level.
fn hashes(level: u8) -> String {
    format!("`{}`", "#".repeat(level.into()))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

//! "Did you mean".

/// More differences than this are another word, however long both are.
const MOST_SLIPS: usize = 3;

/// The candidate that is spelt most like `text`, if any is near enough to be a slip of the pen: at most a third
/// of its letters differ, and never more than three. Of two that are equally near, the first in `candidates`.
pub fn nearest<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let wanted = text.to_lowercase();
    let limit = (wanted.chars().count() / 3).clamp(1, MOST_SLIPS);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
        let is_nearer = best.is_none_or(|(least, _)| distance < least);
        if distance <= limit && is_nearer && candidate != text {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

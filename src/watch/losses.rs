//! When to look at everything because the system lost events.
//!
//! Goes in: the moments of losses, and of the looks that they led to. Comes out: when the next look is due. Must not: ask
//! the clock or the disk.
//!
//! To look makes events too: of each folder and file that is opened. Where these are lost as well, the look would lead to
//! another, for ever. So each look that follows upon one comes after a longer rest.

use std::time::{Duration, Instant};

/// For so long after a look a loss may still be of its making.
const ECHO: Duration = Duration::from_secs(1);
/// The longest rest: in the end the looks are next to no work.
const LONGEST: Duration = Duration::from_mins(10);

/// The losses that were not looked at yet.
#[derive(Debug, Default)]
pub(super) struct Losses {
    state: State,
    /// How long the last look took.
    took: Duration,
    rest: Duration,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Calm,
    /// A look is due at this moment.
    Due(Instant),
    /// A look is due when what still comes has come.
    Gathering,
    /// A look began at this moment; whether something was lost since.
    Looking(Instant, bool),
    /// A look ended at this moment.
    Looked(Instant),
}

impl Losses {
    /// Notes that events were lost.
    pub(super) fn note(&mut self, at: Instant) {
        self.state = match self.state {
            State::Due(_) | State::Gathering => self.state,
            State::Looking(begin, _) => State::Looking(begin, true),
            State::Looked(end) if at < end + ECHO.max(self.took) => self.rested(at),
            State::Looked(_) | State::Calm => {
                self.rest = Duration::ZERO;
                State::Due(at)
            }
        };
    }

    /// When the next look is due.
    pub(super) fn due(&self) -> Option<Instant> {
        match self.state {
            State::Due(due) => Some(due),
            State::Calm | State::Gathering | State::Looking(..) | State::Looked(_) => None,
        }
    }

    /// Notes that the look which is due will be part of the open batch.
    pub(super) fn gather(&mut self) {
        self.state = State::Gathering;
    }

    /// Notes that the batch is taken, to be looked at.
    pub(super) fn begin(&mut self, at: Instant) {
        if matches!(self.state, State::Gathering) {
            self.state = State::Looking(at, false);
        }
    }

    /// Notes that whoever waits has looked.
    pub(super) fn end(&mut self, at: Instant) {
        if let State::Looking(begin, has_lost) = self.state {
            self.took = at - begin;
            self.state = if has_lost { self.rested(at) } else { State::Looked(at) };
        }
    }

    fn rested(&mut self, at: Instant) -> State {
        self.rest = (self.rest * 2).max(self.took * 2).min(LONGEST);
        State::Due(at + self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_look_that_loses_events_leads_to_less_and_less_work() {
        let (mut losses, mut now, mut looked) = (Losses::default(), Instant::now(), Duration::ZERO);
        let begin = now;
        losses.note(now);
        assert_eq!(losses.due(), Some(now));
        // The loss is told now during the look, now a little after it.
        for step in 0..12 {
            now = losses.due().unwrap();
            losses.gather();
            assert_eq!(losses.due(), None);
            losses.begin(now);
            let told = if step % 2 == 0 { now } else { now + SECOND + SECOND / 2 };
            if told == now {
                losses.note(told);
            }
            looked += SECOND;
            losses.end(now + SECOND);
            if told != now {
                losses.note(told);
            }
        }
        assert!(losses.due().unwrap() - begin > looked * 100);
    }

    #[test]
    fn a_loss_of_another_time_is_looked_at_at_once() {
        let (mut losses, now) = (Losses::default(), Instant::now());
        losses.note(now);
        losses.gather();
        losses.note(now);
        losses.begin(now);
        losses.note(now);
        losses.end(now + SECOND);
        assert_eq!(losses.due(), Some(now + 3 * SECOND));
        losses.gather();
        losses.begin(now + 3 * SECOND);
        losses.end(now + 4 * SECOND);
        losses.note(now + 9 * SECOND);
        assert_eq!(losses.due(), Some(now + 9 * SECOND));
    }
}

//! A brake on questions by message, per person and per channel, in bounded memory. Nothing is kept beyond ids and times, and those a minute.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// The time that is counted over.
const WINDOW: Duration = Duration::from_secs(60);
/// The most people and channels that are remembered; the rest is not braked.
const MOST: usize = 8192;

/// How long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    /// Whether it was not told in this minute yet.
    pub first: bool,
    /// Seconds.
    pub seconds: u32,
}

/// The brake.
#[derive(Debug)]
pub(super) struct Brake {
    person: u32,
    channel: u32,
    counts: Mutex<HashMap<(bool, u64), Count>>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    since: Instant,
    asked: u32,
}

impl Brake {
    /// A brake with these numbers a minute; 0 is none.
    pub(super) fn new(person: u32, channel: u32) -> Self {
        Self { person, channel, counts: Mutex::new(HashMap::new()) }
    }

    /// Counts a question; tells how long to wait when it is one too many.
    pub(super) fn ask(&self, person: u64, channel: u64) -> Option<Wait> {
        let now = Instant::now();
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST {
            counts.retain(|_, count| now.duration_since(count.since) < WINDOW);
        }
        let mut worst: Option<Wait> = None;
        for (key, limit) in [((false, person), self.person), ((true, channel), self.channel)] {
            if limit == 0 || counts.len() >= MOST && !counts.contains_key(&key) {
                continue;
            }
            let count = counts.entry(key).or_insert(Count { since: now, asked: 0 });
            if now.duration_since(count.since) >= WINDOW {
                *count = Count { since: now, asked: 0 };
            }
            count.asked = count.asked.saturating_add(1);
            if count.asked > limit {
                let left = WINDOW.saturating_sub(now.duration_since(count.since));
                worst = Some(Wait { first: count.asked == limit + 1, seconds: u32::try_from(left.as_secs()).unwrap_or(60) + 1 });
            }
        }
        worst
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_one_too_many_is_told_and_memory_is_bounded() {
        let brake = Brake::new(2, 0);
        assert_eq!(brake.ask(1, 9), None);
        assert_eq!(brake.ask(1, 9), None);
        assert!(brake.ask(1, 9).is_some_and(|w| w.first && w.seconds > 50));
        assert!(brake.ask(1, 9).is_some_and(|w| !w.first));
        assert_eq!(brake.ask(2, 9), None);
        for person in 0..20_000 {
            brake.ask(person, 1);
        }
        assert!(brake.counts.lock().expect("whole").len() <= MOST);
        assert!((0..1000).all(|_| Brake::new(0, 0).ask(1, 1).is_none()));
    }
}

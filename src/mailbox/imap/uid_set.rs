//! UIDs as commands name them (RFC 3501, section 9, `sequence-set`).

/// How many UIDs a command names at most, so that its line stays well below the 8,192 octets that
/// servers take (RFC 7162, section 4).
const MOST: usize = 500;

/// `uids` in ascending order as sets such as `1:5,9`, in as few commands as may be.
pub(super) fn sets(uids: &[u32]) -> Vec<String> {
    let mut uids = uids.to_vec();
    uids.sort_unstable();
    uids.dedup();
    uids.chunks(MOST).map(set).collect()
}

fn set(uids: &[u32]) -> String {
    let runs = uids.chunk_by(|one, next| one.checked_add(1) == Some(*next));
    let runs = runs.filter_map(|run| match (run.first()?, run.last()?) {
        (first, last) if first == last => Some(first.to_string()),
        (first, last) => Some(format!("{first}:{last}")),
    });
    runs.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_compressed() {
        assert_eq!(sets(&[9, 3, 1, 2, 5, 4, 3]), ["1:5,9"]);
        assert_eq!(sets(&[u32::MAX, u32::MAX - 1]), ["4294967294:4294967295"]);
        assert_eq!(sets(&[]), [""; 0]);
    }

    #[test]
    fn no_line_is_too_long() {
        let uids: Vec<u32> = (0..1_200).map(|step| u32::MAX - 2 * step).collect();
        let sets = sets(&uids);
        assert_eq!(sets.len(), 3);
        assert!(sets.iter().all(|set| set.len() < 8_000));
    }
}

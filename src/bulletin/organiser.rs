//! The organiser, whose particulars stand on every form and are nobody's.

/// Whether `address` is one of the organiser's own, or that of a colleague in the same domain.
#[must_use]
pub fn is_the_organisers(address: &str, own_addresses: &[String]) -> bool {
    own_addresses.iter().any(|own| {
        own.eq_ignore_ascii_case(address)
            || domain(own) == domain(address) && domain(own).is_some_and(|domain| !is_everybodys(&domain))
    })
}

fn domain(address: &str) -> Option<String> {
    address.rsplit_once('@').map(|(_, domain)| domain.to_lowercase())
}

/// Whether anybody can have an address there.
fn is_everybodys(domain: &str) -> bool {
    const FREE_MAIL: [&str; 16] = [
        "gmail", "orange", "wanadoo", "free", "sfr", "laposte", "hotmail", "outlook", "live", "msn", "yahoo",
        "ymail", "neuf", "bbox", "aol", "icloud",
    ];
    let name = domain.split('.').next().unwrap_or_default();
    FREE_MAIL.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::is_the_organisers;

    #[test]
    fn colleagues_of_the_organiser_are_known_by_their_domain() {
        let own = ["contact@desk.example".to_owned(), "desk@orange.fr".to_owned()];
        for (address, is_own) in [
            ("Contact@Desk.example", true),
            ("zoe.petit@desk.example", true),
            ("desk@orange.fr", true),
            ("zoe.petit@orange.fr", false),
            ("zoe.petit@desk.example.org", false),
        ] {
            assert_eq!(is_the_organisers(address, &own), is_own, "{address}");
        }
    }
}

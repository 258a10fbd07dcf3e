use super::*;

#[test]
fn shouted_and_whispered_names_get_normal_capitals_and_keep_their_accents() {
    for (written, wanted) in [
        ("LE GOFF", "Le Goff"),
        ("n'diaye", "N'Diaye"),
        ("MARTIN-PETIT", "Martin-Petit"),
        ("ÖZDEMIR", "Özdemir"),
        ("bâ", "Bâ"),
        ("MacMahon", "MacMahon"),
        ("d'Hondt", "d'Hondt"),
        ("Mme LEFÈVRE", "Lefèvre"),
        ("M. Petit", "Petit"),
    ] {
        assert_eq!(tidy(written), wanted);
    }
}

/// Family and given name, and what told them.
fn told(full: &str, order: NameOrder) -> Option<(String, String, Basis)> {
    split(full, order).map(|parted| (parted.last, parted.first, parted.by))
}

fn zoe(by: Basis) -> (String, String, Basis) {
    ("Le Goff".into(), "Zoé".into(), by)
}

#[test]
fn a_full_name_is_split_by_its_capitals() {
    for (full, last, first) in [
        ("LE GOFF Aïcha", "Le Goff", "Aïcha"),
        ("Aïcha LE GOFF", "Le Goff", "Aïcha"),
        ("Mme Marie-Claude de LA TOUR", "de LA TOUR", "Marie-Claude"),
        ("BEN SAÏD Anne Sophie", "Ben Saïd", "Anne Sophie"),
        ("MELLE Catherine", "Melle", "Catherine"),
        ("Maître Karine OBERT", "Obert", "Karine"),
        ("MOUTON / Renaud", "Mouton", "Renaud"),
        ("LE BIHAN - Delphine", "Le Bihan", "Delphine"),
    ] {
        let (got_last, got_first, _) = told(full, NameOrder::FirstLast).unwrap();
        assert_eq!((fold(&got_last), got_first.as_str()), (fold(last), first), "{full}");
    }
}

#[test]
fn without_capitals_a_usual_given_name_tells_whatever_the_label_says() {
    for (full, order) in [
        ("Le Goff Zoé", NameOrder::FirstLast),
        ("Zoé Le Goff", NameOrder::LastFirst),
        ("ZOÉ LE GOFF", NameOrder::LastFirst),
        ("le goff zoé", NameOrder::FirstLast),
        ("Colpaert/Zoé", NameOrder::FirstLast),
    ] {
        let (_, first, by) = told(full, order).unwrap();
        assert_eq!((first.as_str(), by), ("Zoé", Basis::FirstName), "{full}");
    }
    let (last, first, _) = told("MARIE CLAUDE LE DUC", NameOrder::FirstLast).unwrap();
    assert_eq!((last.as_str(), first.as_str()), ("Le Duc", "Marie Claude"));
}

#[test]
fn where_nothing_else_tells_the_label_tells_the_order() {
    let told = |full, order| told(full, order).map(|(last, _, by)| (last, by));
    let by_label = |last: &str| Some((last.to_owned(), Basis::LabelOrder));
    assert_eq!(told("Wullaert Akissi", NameOrder::LastFirst), by_label("Wullaert"));
    assert_eq!(told("Henri Thomas", NameOrder::LastFirst), by_label("Henri"));
    assert_eq!(told("Henri Thomas", NameOrder::FirstLast), by_label("Thomas"));
    assert_eq!(told("Simon Akissi", NameOrder::LastFirst), by_label("Simon"));
    assert_eq!(told("Dupont", NameOrder::LastFirst), None);
}

#[test]
fn a_comma_parts_the_names_or_ends_them() {
    assert_eq!(told("LE GOFF, Zoé", NameOrder::FirstLast), Some(zoe(Basis::Labelled)));
    assert_eq!(told("Le Goff, Zoé", NameOrder::LastFirst), Some(zoe(Basis::Labelled)));
    assert_eq!(told("Zoé LE GOFF, médiatrice", NameOrder::LastFirst), Some(zoe(Basis::Capitals)));
    let full = "Mme Zoé Le Goff, Directrice (par intérim)";
    assert_eq!(told(full, NameOrder::FirstLast), Some(zoe(Basis::FirstName)));
}

#[test]
fn a_sentence_is_nobodys_name() {
    for name in ["Le Goff", "N'Diaye", "Van den Broucke", "de La Tour d'Auvergne", "Bâ"] {
        assert!(is_plausible(name), "{name}");
    }
    for text in ["Je ne comprends pas votre message", "voir liste jointe", "12 rue du Four", "oui", "a@b.fr"]
    {
        assert!(!is_plausible(text), "{text}");
    }
}

#[test]
fn several_names_are_told_from_one() {
    for several in ["LE GOFF et PETIT", "Zoé & Luc", "Le Goff Zoé, Petit Luc", "Zoé / Luc"] {
        assert!(names_several(several), "{several}");
    }
    for one in ["Le Goff", "Le Goff, Zoé", "Etienne", "Marie-Pierre", "Zoé LE GOFF, médiatrice"] {
        assert!(!names_several(one), "{one}");
    }
}

#[test]
fn a_line_that_is_only_a_name_is_known_by_its_capitals() {
    assert!(is_a_name("Paul MARTIN") && is_a_name("Mme Zoé Le Goff") && is_a_name("Jean de La Tour"));
    assert!(!is_a_name("Directeur") && !is_a_name("Vos coordonnées") && !is_a_name("1 rue du Four"));
}

//! What is damaged or hostile.

use proptest::prelude::*;

use super::super::MAX_DEPTH;
use super::*;
use crate::document::Refusal;
use crate::document::allowance::MAX_TEXT;

fn refusal(text: &str) -> Refusal {
    read(rtf(text).as_bytes()).unwrap_err()
}

/// A text with a bit of everything.
fn sample() -> String {
    let nested = r"a\par\pard\intbl\itap2 b\nestcell{\*\nesttableprops\trowd\cellx9\nestrow}";
    let form = r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1{\*\ffname C}}}}{\fldrslt }}";
    let shape = r"{\shp{\*\shpinst{\shptxt\pard c\par}}}{\header d\par}\u233?\'e9{\pict\bin3 }}}}";
    rtf(&(row(&["clmgf cellx10", "clvmrg cellx20"], &[nested, form]) + shape + r"\par"))
}

#[test]
fn a_document_cut_short_anywhere_is_damaged() {
    let sample = sample();
    for length in 5..sample.len() {
        assert_eq!(read(&sample.as_bytes()[..length]), Err(Refusal::Damaged), "{length}");
    }
    assert!(read(sample.as_bytes()).is_ok());
    assert_eq!(outline(&read((rtf("Nom") + "}}}\0 x").as_bytes()).unwrap().body), "Nom");
}

#[test]
fn binary_data_longer_than_the_file_is_damaged() {
    for length in ["1000", "2147483647", "99999999999999999999"] {
        assert!(matches!(
            read(rtf(&format!(r"Nom{{\pict\bin{length} x}}")).as_bytes()),
            Err(Refusal::Damaged) | Ok(_)
        ));
    }
    assert_eq!(refusal(r"Nom\bin1000 x"), Refusal::Damaged);
}

#[test]
fn a_document_that_shows_nothing_but_pictures_is_one_and_else_it_is_empty() {
    assert_eq!(refusal(r"{\*\shppict{\pict\pngblip 0102}}{\nonshppict{\pict 01}}\par"), Refusal::Image);
    assert_eq!(refusal(r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict\pngblip 01}}}}}"), Refusal::Image);
    assert_eq!(refusal(r"\par \trowd\cellx9\intbl\cell\row"), Refusal::Empty);
    assert_eq!(refusal(r"{\header{\pict 01}IREV\par}\par"), Refusal::Empty);
}

#[test]
fn more_text_than_any_form_has_is_too_large() {
    assert_eq!(refusal(&"a".repeat(MAX_TEXT + 1)), Refusal::TooLarge);
    for word in [r"\par", r"\line", r"\cell", r"\nestcell", r"\field", r"\nesttableprops"] {
        assert_eq!(refusal(&word.repeat(MAX_TEXT / 4 + 1)), Refusal::TooLarge, "{word}");
    }
    let rows = r"\trowd".to_owned() + &r"\cellx9".repeat(256) + &r"\cell\row".repeat(MAX_TEXT / 200);
    assert_eq!(refusal(&rows), Refusal::TooLarge);
    let named = r"{\field{\*\fldinst FORMTEXT{\*\formfield{\*\ffname x}}}{\fldrslt ";
    let fields = named.repeat(1000) + &"a".repeat(2000) + &"}}".repeat(1000);
    assert_eq!(refusal(&fields), Refusal::TooLarge);
}

#[test]
fn groups_nested_too_deep_are_too_large_and_a_million_groups_are_not() {
    let nested = |depth: usize| "{".repeat(depth) + "Nom" + &"}".repeat(depth);
    assert_eq!(body(&nested(MAX_DEPTH - 1)), "Nom");
    assert_eq!(refusal(&nested(100_000)), Refusal::TooLarge);
    assert_eq!(refusal(&r"{\shptxt ".repeat(100_000)), Refusal::TooLarge);
    assert_eq!(body(&("{}".repeat(1_000_000) + "Nom")), "Nom");
    assert_eq!(body(&(r"{\*\x ".to_owned() + &nested(100_000) + "}Nom")), "Nom");
}

#[test]
fn tables_nested_without_end_are_held_in_check() {
    let text = r"\pard\itap999999999 a\par\pard b\par".repeat(100);
    assert_eq!(body(&text).matches('a').count(), 100);
    assert_eq!(refusal(&text.repeat(1000)), Refusal::TooLarge);
}

proptest! {
    #[test]
    fn changed_bytes_end_in_a_document_or_a_refusal(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    ) {
        let mut bytes = sample().into_bytes();
        for (index, byte) in &changes {
            let at = index.index(bytes.len());
            bytes[at] = *byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn words_in_any_order_end_in_a_document_or_a_refusal(
        order in prop::collection::vec(0_usize..28, 0..80)
    ) {
        let pieces = [
            "{", "}", r"\trowd", r"\cellx5", r"\clmrg", r"\clvmrg", r"\intbl ", r"\itap3", r"\itap0", r"\pard",
            r"\cell", r"\row", r"\nestcell", r"\nestrow", r"{\*\nesttableprops", r"{\shptxt ", r"{\header ",
            r"{\field", r"{\*\fldinst FORMCHECKBOX ", r"{\fldrslt ", r"\par ", r"\v ", r"\u55357 ", r"\'e9", "a ",
            r"{\upr", r"{\*\ud ", r"\*",
        ];
        let mut text: String = order.into_iter().map(|index| pieces[index]).collect();
        text.push_str(&"}".repeat(text.matches('{').count()));
        let result = read(rtf(&text).as_bytes());
        prop_assert!(matches!(result, Ok(_) | Err(Refusal::Empty)), "{text}: {result:?}");
    }
}

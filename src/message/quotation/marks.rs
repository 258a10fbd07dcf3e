//! The lines by which quotations, forwards and signatures are known.

use crate::pattern::pattern;
use std::sync::LazyLock;

use regex::Regex;

use super::header;
use crate::fold::fold;

/// No mark is longer, in characters: what follows is not looked at.
const LONGEST_MARK: usize = 400;
/// From this length on, in characters, a line may have been broken in transport.
const LONG: usize = 60;

/// A line made comparable.
pub(super) struct Line {
    /// How many quotation marks it starts with.
    pub depth: usize,
    /// Its beginning without those marks, folded.
    pub text: String,
    pub is_long: bool,
    /// Whether it starts as the middle of a sentence does.
    pub continues: bool,
}

impl Line {
    pub fn read(line: &str) -> Line {
        let mut content = line.trim_start_matches('\u{FEFF}');
        let mut depth = 0;
        while let Some(inner) = content.trim_start().strip_prefix('>') {
            content = inner;
            depth += 1;
        }
        let beginning: String = content.chars().take(LONGEST_MARK).collect();
        Line {
            depth,
            is_long: beginning.chars().nth(LONG).is_some(),
            continues: beginning.starts_with(char::is_lowercase),
            text: fold(&beginning),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// A mark that ends the writer's words, with the number of lines it takes.
pub(super) enum Opening {
    /// A message passed on, its header fields included.
    Forward(usize),
    /// The message answered or passed on as Outlook puts it, its header fields included.
    Original(usize),
    /// "… a écrit :".
    Attribution(usize),
}

/// The mark that the first of `lines` opens, among writing with `depth` quotation marks.
pub(super) fn opening(lines: &[Line], depth: usize) -> Option<Opening> {
    static FORWARD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^( -{2,} \s* ( (message|mail|courriel|courrier|e-?mail) \s (transfere|transmis|reexpedie)
            | forwarded \s (message|mail) | debut \s du \s message .* ) \s* -{2,}
            | debut \s du \s message \s (reexpedie|transfere|transmis) \s? :
            | begin \s forwarded \s message \s? : )",
        )
    });
    static ORIGINAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^[-_*\s]{2,} ( (message|mail|courriel|e-?mail) \s ( d'origine | original | initial | precedent )
            | original \s (message|mail) | reply \s message | mensaje \s original ) \s? [-_*\s]{2,}$",
        )
    });
    let first = lines.first().filter(|line| !line.is_blank())?;
    let below = |count| count + header::length_below(lines.get(count..).unwrap_or_default());
    if FORWARD.is_match(&first.text) {
        Some(Opening::Forward(below(1)))
    } else if ORIGINAL.is_match(&first.text) {
        Some(Opening::Original(below(1)))
    } else if let Some(count) = header::block(lines) {
        Some(Opening::Original(count))
    } else {
        attribution(lines, depth).map(Opening::Attribution)
    }
}

/// "Le … a écrit :", "On … wrote:" and their like, on up to three lines.
fn attribution(lines: &[Line], depth: usize) -> Option<usize> {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r#"^((le|on|el|am)\b|\d|"|'|<|«|-+ ?(le|on)\b|.*(a ecrit|wrote|---\d\d/\d\d/\d{4} ))"#)
    });
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^( (-+\s?)? (le|on) \s .* \d .* ( [^'\w] a \s ecrit | \s wrote ) \s? :? [\s-]*$
            | [^:]* \S+@\S+ .* ( \s a \s ecrit | \s wrote ) \s? : $
            | \d{4}-\d\d-\d\d \s \d\d?:\d\d .* <\S+@\S+> \s? : $
            | .{1,60} --- \d\d/\d\d/\d{4} \s \d\d:\d\d:\d\d --- )",
        )
    });
    FIRST.is_match(&lines.first()?.text).then_some(())?;
    let mut joined = String::new();
    for (index, line) in lines.iter().take(3).enumerate() {
        if line.is_blank() || line.depth != depth {
            return None;
        }
        joined.push(' ');
        joined.push_str(&line.text);
        if WHOLE.is_match(joined.trim_start()) {
            return Some(index + 1);
        }
        if line.text.ends_with(['.', '!', '?']) && !line.is_long {
            return None;
        }
    }
    None
}

/// Whether a marked line says, as Orange's webmail does, that a message follows without marks.
pub(super) fn opens_unmarked(line: &Line) -> bool {
    static MESSAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(-+ ?)?message du \d\d?/\d\d?/\d\d"));
    MESSAGE.is_match(&line.text)
}

/// Whether a marked line introduces, as `GroupWise` does, a message without marks: ">>> … 15/03/2016 16:19 >>>".
pub(super) fn introduces(line: &Line) -> bool {
    line.depth >= 3 && line.text.ends_with(">>>")
}

/// How many times a subject says that the message passes another one on.
pub(super) fn forwards(subject: &str) -> usize {
    static PREFIX: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\[?(tr|fwd?|fw|transf|transfert|transfere) ?: ?"));
    let folded = fold(subject);
    let mut rest = folded.as_str();
    let mut count = 0;
    while let Some(prefix) = PREFIX.find(rest) {
        rest = rest.get(prefix.end()..).unwrap_or_default();
        count += 1;
    }
    count
}

/// The line above a signature (RFC 3676 §4.3), the space at its end often lost.
pub(super) fn is_separator(line: &Line) -> bool {
    line.text == "--"
}

/// Whether a line is a closing formula, alone or with thanks before it or a name behind it.
pub(super) fn closes(line: &Line) -> bool {
    static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^( (merci|avec \s mes \s remerciements|par \s avance|dans \s l'attente)? [^:]{0,50}
              \b( cordialement | cdlt | cdt | salutations \s cordiales | amicalement | respectueusement | sincerement )
              (\s a \s (vous|toi|tous|toutes))? ( \s?[,.!-]+ \s?.{0,40} )?
            | (tres \s)? bien \s (cordialement \s)? a \s (vous|toi|tous)
            | .{0,120} (salutations|sentiments|consideration|hommages) ( \s (les \s)? (plus \s|tres \s)?
              (distingue|cordia|respectueu|devoue|sincere|meilleur|distinct)\w* ( \s et \s \w+ )? )?
            | avec \s (tous \s)? mes \s (plus \s)? (vifs \s|sinceres \s|chaleureux \s)? remerciements
            | (meilleures|sinceres|cordiales|respectueuses) \s (salutations|pensees)
            | ( merci .{0,20} \s et \s )? (tres \s)? (bonne|belle|excellente) \s (fin \s de \s)?
              (journee|soiree|apres-midi|semaine|reception|continuation) (\s a \s (vous|toi|tous))?
            | (best \s|kind \s|warm \s)? regards | sincerely .{0,10}
            ) [\s.,!;-]*$",
        )
    });
    FORMULA.is_match(&line.text)
}

/// Whether the writer speaks again below a closing formula.
pub(super) fn resumes(line: &Line) -> bool {
    static POSTSCRIPT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(p\.? ?s\.? ?[:.-]|n\.?b\.? ?:|bonjour\b)"));
    static SPEECH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(je|j'\w+|nous|merci de|vous|veuillez|pouvez|pourriez|ci-joint|ma|mon|mes)\b")
    });
    let is_sentence = || line.text.split(' ').nth(5).is_some() && SPEECH.is_match(&line.text);
    POSTSCRIPT.is_match(&line.text) || is_sentence()
}

/// Whether a form starts here: such lines are no signature although they stand below one.
pub(super) fn form_starts(lines: &[Line]) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^[-*•·\d.)\s]* (vos? \s|votre \s|le \s)? ( (noms?|prenoms?|participante?s?) \b
            ( [^:.…_]{0,40} ( : | \.{3} | … | __ ) | (\(s\)|\s de \s famille|\s et \s prenoms?)? $ ) )",
        )
    });
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^[-*•·\d.)\s]* (votre \s)? ( ( structure | organism | organisation | association | collectivite
            | commune | employeur | etablissement | institution | service | fonction | poste | qualite | profession
            | titre | civilite | tel | portable | mobile | e-?mail | mail | mel | courriel | adresse ) [^:]{0,40} :
            | (bulletin|fiche|formulaire) \s d'inscription | (structure|organisme|association|fonction)$ )",
        )
    });
    let Some((first, rest)) = lines.split_first() else { return false };
    let is_name = |line: &Line| NAME.is_match(&line.text);
    let near = || rest.iter().take(12).take_while(|line| line.depth == first.depth && !is_separator(line));
    is_name(first) || LABEL.is_match(&first.text) && near().any(is_name)
}

/// Whether a line says that below it stands who signs.
pub(super) fn heads_a_signature(line: &Line) -> bool {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:de la part de|expediteur|signataire|signature|envoye par|votre contact)\b")
    });
    HEADING.is_match(&line.text)
}

/// How many lines a disclaimer or a mail program's advertisement takes here; 0 where there is none.
pub(super) fn notice_length(lines: &[Line]) -> usize {
    static PROGRAM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^[-*<\[\s]* ( envoye \s ( de \s (mon|ma|l'|outlook|yahoo) | depuis | a \s partir | avec | via | d' )
            | sent \s (from|with|via) | (telecharge[rz]|obtenir|obtenez|get) \s outlook | provenance \s? :
            | garanti \s sans \s virus | sans \s virus | virus-free | www\.avast )",
        )
    });
    static DISCLAIMER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^[-*\s]* (
              (ce|cet|le \s present) \s (message|courriel|mail|e-mail|courrier|email) .* ( confidentiel | virus | avast
              | exclusive | (et|ainsi \s que) \s (ses|tou\w+|les|l'ensemble|ses \s eventuelles) .{0,30} pieces? | destinataires )
            | (this|the) \s (e-?mail|message|communication) .* ( attachment | confidential | intended | virus | privileged | avast )
            | (les|l') \s? informations? \s (contenue|figurant|transmise)
            | si \s vous \s (avez \s recu|recevez|n'etes \s pas) .* (erreur|destinataire)
            | if \s you \s (have \s received|are \s not) .* (error|intended|recipient|mistake)
            | vous \s recevez \s (ce|cet) \s (message|courriel|mail|e-?mail) \s (car|parce|suite)
            | pour \s (vous|se) \s (desinscrire|desabonner) | (se|vous) \s desabonner \b
            | l'absence \s de \s virus | toute \s (utilisation|diffusion|publication|reproduction) .* (interdite|autoris)
            | (avis \s de \s)? confidentialite \s? : | (pensez|pensons) \s a \s l'environnement
            | (avant \s d'imprimer|n'imprimez|merci \s de \s n'imprimer|please \s consider \s the \s environment)
            | (pour|afin \s de) \s .{0,40} l'environnement .* (imprim|papier) )",
        )
    });
    let Some(first) = lines.first() else { return 0 };
    if PROGRAM.is_match(&first.text) {
        return 1;
    }
    let next = lines.get(1).map_or("", |line| line.text.as_str());
    if !DISCLAIMER.is_match(&first.text) && !DISCLAIMER.is_match(&format!("{} {next}", first.text)) {
        return 0;
    }
    let ends = |line: &Line| line.is_blank() || line.depth != first.depth || is_separator(line);
    lines.iter().position(ends).unwrap_or(lines.len())
}

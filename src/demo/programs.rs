//! How mail programs write: headers, encodings, signatures, quoted text and HTML.

use super::cast::Person;
use super::encoding::{Charset, Transfer};

/// A mail program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    Outlook,
    Thunderbird,
    Gmail,
    Zimbra,
    Iphone,
    /// A server that writes by itself.
    Server,
}

/// A mail of the desk that somebody answers.
#[derive(Debug)]
pub(super) struct Quoted {
    pub(super) message_id: &'static str,
    pub(super) subject: &'static str,
    /// E.g. "vendredi".
    pub(super) weekday: &'static str,
    /// E.g. "26 février 2016".
    pub(super) day: &'static str,
    /// E.g. "26/02/2016".
    pub(super) date: &'static str,
    /// E.g. "17:09".
    pub(super) time: &'static str,
    pub(super) text: &'static str,
}

impl Program {
    /// The header fields by which it gives itself away.
    pub(super) fn agent(self) -> &'static str {
        match self {
            Self::Outlook => "X-Mailer: Microsoft Outlook 14.0\nContent-Language: fr\n",
            Self::Thunderbird => {
                "User-Agent: Mozilla/5.0 (Windows NT 6.1; rv:38.0) Gecko/20100101 Thunderbird/38.6.0\n"
            }
            Self::Zimbra => "X-Mailer: Zimbra 8.6.0_GA_1182 (ZimbraWebClient - FF44 (Win)/8.6.0_GA_1182)\n",
            Self::Iphone => "X-Mailer: iPhone Mail (13D15)\n",
            Self::Gmail | Self::Server => "",
        }
    }

    /// The charset and the encoding of its texts.
    pub(super) fn encoding(self) -> (Charset, Transfer) {
        match self {
            Self::Outlook => (Charset::Windows1252, Transfer::QuotedPrintable),
            Self::Thunderbird => (Charset::Latin1, Transfer::EightBit),
            Self::Gmail => (Charset::Utf8, Transfer::Base64),
            Self::Zimbra | Self::Iphone | Self::Server => (Charset::Utf8, Transfer::QuotedPrintable),
        }
    }

    /// The type of its plain text.
    pub(super) fn plain_type(self) -> &'static str {
        match self {
            Self::Thunderbird => "text/plain; format=flowed",
            _ => "text/plain",
        }
    }

    /// The display name: from a company's directory the family name comes first.
    pub(super) fn display_name(self, person: &Person) -> String {
        match self {
            Self::Outlook => format!("{} {}", person.last_name, person.first_name),
            _ => format!("{} {}", person.first_name, person.last_name),
        }
    }

    /// The left part of a Message-ID made of `seed`.
    pub(super) fn message_id(self, seed: u64) -> String {
        match self {
            Self::Outlook => format!("{:012x}${:08x}$", seed >> 16, seed & 0xFFFF_FFFF),
            Self::Thunderbird => format!("{:08X}.{:07}", seed >> 32, seed % 10_000_000),
            Self::Gmail => format!("CA+{seed:016x}"),
            Self::Zimbra => format!("{}.{}.1456", seed % 100_000_000, seed >> 48),
            Self::Iphone | Self::Server => format!("{seed:016X}"),
        }
    }

    /// A boundary made of `seed`, different on each `level`.
    pub(super) fn boundary(self, seed: u64, level: u8) -> String {
        match self {
            Self::Outlook => format!("----=_NextPart_00{level}_{seed:016X}"),
            Self::Thunderbird => format!("------------{level}{seed:020}"),
            Self::Gmail => format!("{level}1a{seed:016x}"),
            Self::Zimbra => format!("----=_Part_{level}_{seed}"),
            Self::Iphone | Self::Server => format!("Apple-Mail-{level}-{seed:X}"),
        }
    }

    /// What it puts under the text.
    pub(super) fn signature(self, person: &Person) -> String {
        let phone = if person.phone.is_empty() { String::new() } else { format!("Tél : {}", person.phone) };
        let name = format!("{} {}", person.first_name, person.last_name);
        let lines = [name.as_str(), person.role, person.organisation, &phone];
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        match self {
            Self::Outlook => format!("\n\n{}\n{}", lines.join("\n"), person.address),
            Self::Thunderbird => format!("\n\n-- \n{}", lines.join("\n")),
            Self::Zimbra => format!("\n\n{}", lines.join("\n")),
            Self::Iphone => "\n\nEnvoyé de mon iPhone".to_owned(),
            Self::Gmail | Self::Server => String::new(),
        }
    }

    /// Quoted text in the plain alternative.
    pub(super) fn quote(self, quoted: &Quoted) -> String {
        let prefixed = quoted.text.replace('\n', "\n> ");
        match self {
            Self::Outlook | Self::Zimbra => {
                format!("\n{}\n\n{}\n", self.quote_heading(quoted), quoted.text)
            }
            Self::Iphone => format!("\n> {}\n> \n> {prefixed}\n", self.quote_heading(quoted)),
            _ => format!("\n{}\n> {prefixed}\n", self.quote_heading(quoted)),
        }
    }

    /// The lines above quoted text.
    fn quote_heading(self, Quoted { subject, weekday, day, date, time, .. }: &Quoted) -> String {
        match self {
            Self::Outlook => format!(
                "De : IREV [mailto:contact@irev.fr]\nEnvoyé : {weekday} {day} {time}\nÀ : Réseau politique de la ville\n\
                 Objet : {subject}"
            ),
            Self::Zimbra => format!(
                "----- Mail original -----\nDe: \"IREV\" <contact@irev.fr>\nÀ: \"Réseau\" <reseau@irev.fr>\n\
                 Envoyé: {weekday} {day} {time}:12\nObjet: {subject}"
            ),
            Self::Thunderbird => format!("Le {date} {time}, IREV a écrit :"),
            _ => format!("Le {day} à {time}, IREV <contact@irev.fr> a écrit :"),
        }
    }

    /// The HTML alternative, where the program writes one. Lines that hold a tab are rows of a table.
    pub(super) fn html(self, text: &str, quoted: Option<&Quoted>) -> Option<String> {
        if !matches!(self, Self::Outlook | Self::Gmail | Self::Zimbra) {
            return None;
        }
        let body = self.html_lines(text) + &quoted.map(|quoted| self.html_quote(quoted)).unwrap_or_default();
        Some(match self {
            Self::Outlook => format!("{WORD_HEAD}{body}</div></body></html>\n"),
            Self::Gmail => format!("<div dir=\"ltr\">{body}</div>\n"),
            _ => format!(
                "<html><body><div style=\"font-family: arial; font-size: 12pt\">{body}</div></body></html>\n"
            ),
        })
    }

    fn html_quote(self, quoted: &Quoted) -> String {
        let heading = self.html_lines(&self.quote_heading(quoted));
        let text = self.html_lines(quoted.text);
        match self {
            Self::Outlook => format!(
                "<div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'>\n{heading}</div>\n{text}"
            ),
            Self::Gmail => format!(
                "<div class=\"gmail_extra\"><br><div class=\"gmail_quote\">{heading}<blockquote class=\"gmail_quote\" \
                 style=\"margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex\">{text}</blockquote></div></div>"
            ),
            _ => format!("<hr id=\"zwchr\">{heading}<div><br></div>{text}"),
        }
    }

    fn html_lines(self, text: &str) -> String {
        let mut html = String::new();
        let mut in_table = false;
        for line in text.lines() {
            let row = line.split_once('\t');
            if row.is_some() != in_table {
                in_table = !in_table;
                html.push_str(if in_table { WORD_TABLE } else { "</table>\n" });
            }
            html.push_str(&match row {
                Some((label, value)) => word_row(&escaped(label), &escaped(value)),
                None => self.html_line(&escaped(line)),
            });
        }
        html + if in_table { "</table>\n" } else { "" }
    }

    fn html_line(self, line: &str) -> String {
        match (self, line.is_empty()) {
            (Self::Outlook, true) => "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n".to_owned(),
            (Self::Outlook, false) => format!("<p class=MsoNormal>{line}<o:p></o:p></p>\n"),
            (_, true) => "<div><br></div>\n".to_owned(),
            (_, false) => format!("<div>{line}</div>\n"),
        }
    }
}

const WORD_HEAD: &str = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:w=\"urn:schemas-microsoft-com:office:word\" xmlns=\"http://www.w3.org/TR/REC-html40\"><head>\n\
    <meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">\n\
    <meta name=Generator content=\"Microsoft Word 14 (filtered medium)\">\n\
    <style><!--\np.MsoNormal {margin:0cm; font-size:11.0pt; font-family:\"Calibri\",\"sans-serif\";}\n--></style>\n\
    </head><body lang=FR link=blue vlink=purple><div class=WordSection1>\n";

const WORD_TABLE: &str = "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 \
    style='border-collapse:collapse;border:none'>\n";

fn word_row(label: &str, value: &str) -> String {
    format!(
        "<tr><td width=150 valign=top style='border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'>\
         <p class=MsoNormal><b>{label}<o:p></o:p></b></p></td>\n\
         <td width=464 valign=top style='border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'>\
         <p class=MsoNormal>{value}<o:p></o:p></p></td></tr>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

//! Much mail.

use super::{Mail, people};

/// Mail of all kinds: bulletins of up to 40 people, each some time later once more as a new message,
/// copies of messages under other names, questions, machines.
pub struct Post {
    pub mails: Vec<Mail>,
    pub bulletins: usize,
    pub repeats: usize,
    pub copies: usize,
}

impl Post {
    pub fn new(count: i64) -> Self {
        let people = people(40);
        let mut post = Self { mails: Vec::new(), bulletins: 0, repeats: 0, copies: 0 };
        for number in 1..=count {
            let mail = match number % 6 {
                0 if post.bulletins < people.len() => {
                    post.bulletins += 1;
                    Mail::bulletin(number, &people[post.bulletins - 1])
                }
                3 if post.repeats < post.bulletins => {
                    post.repeats += 1;
                    let sender = format!("personne{}@example.org", 6 * post.repeats);
                    Mail::bulletin(number, &people[post.repeats - 1]).from(&sender)
                }
                4 => {
                    post.copies += 1;
                    post.mails[post.mails.len() / 2].copied(number)
                }
                5 => Mail::new(number, "Lettre", "Bonjour.\n").with_field("Auto-Submitted: auto-generated"),
                _ => Mail::question(number),
            };
            post.mails.push(mail);
        }
        post
    }

    /// The list of an event with 25 seats, once all is handled.
    pub fn expected_list(&self) -> Vec<String> {
        let standing =
            |index| if index < 25 { "confirmed".into() } else { format!("waitlisted {}", index - 24) };
        let people = people(self.bulletins).into_iter().enumerate();
        people.map(|(index, (last, first))| format!("{} {last} {first}", standing(index))).collect()
    }
}

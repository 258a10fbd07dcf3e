//! One command at a time, and all that comes in answer to it. Every exchange with a server goes
//! through here, so that NO, BAD, BYE, silence and a lost connection are errors, never an empty answer.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use async_imap::Client;
use async_imap::imap_proto::{MailboxDatum, Outcome, Response, Status};
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, timeout, timeout_at};

use super::failure::Failure;
use super::wire::Wire;
use crate::connection::Stream;
use crate::said;

/// For how long a server that owes an answer may be silent.
const SILENCE: Duration = Duration::from_secs(30);

/// A connection to an IMAP server. After an error other than [`Failure::Refused`], and after a future
/// of it was dropped, its answers may be out of step, and it must be dropped too.
#[derive(Debug)]
pub struct Dialogue {
    client: Client<Wire>,
    commands: u32,
    has_news: bool,
}

/// What a response means for the command that waits for it.
enum Step {
    Untagged,
    Continue,
    Done(Result<(), Failure>),
}

impl Dialogue {
    /// A dialogue over `stream`, on which the server has yet to greet (RFC 3501, section 7.1.1).
    pub async fn greeted(stream: Box<dyn Stream>) -> Result<Self, Failure> {
        let mut dialogue = Self::over(stream);
        dialogue.read(greeting).await??;
        Ok(dialogue)
    }

    /// A dialogue over `stream`, on which it has greeted.
    pub fn over(stream: Box<dyn Stream>) -> Self {
        Self { client: Client::new(Wire::new(stream)), commands: 0, has_news: false }
    }

    /// The stream. What was received and not yet read is dropped: before TLS began, anybody could
    /// have said it.
    pub fn into_stream(self) -> Box<dyn Stream> {
        self.client.into_inner().into_inner()
    }

    /// Sends `command`, and hands each untagged response to `on` until the server says OK.
    ///
    /// # Errors
    /// When it says anything else, or nothing.
    pub async fn exchange(&mut self, command: &str, on: impl FnMut(&Response<'_>)) -> Result<(), Failure> {
        self.converse(command, &[], on).await
    }

    /// Like [`Self::exchange`], for a command that the server asks to be continued, with one of
    /// `answers` each time (RFC 3501, section 7.5).
    ///
    /// # Errors
    /// As for [`Self::exchange`], and when it asks for more than there is to say.
    pub async fn converse(
        &mut self,
        command: &str,
        answers: &[&[u8]],
        mut on: impl FnMut(&Response<'_>),
    ) -> Result<(), Failure> {
        let tag = self.begin(command).await?;
        let mut answers = answers.iter();
        loop {
            match self.read(|response| step(response, &tag, &mut on)).await? {
                Step::Untagged => {}
                Step::Done(done) => return done,
                Step::Continue => match answers.next() {
                    Some(answer) => self.say(answer).await?,
                    None => return Err(Failure::Lost("it asked for more than there is to say".to_owned())),
                },
            }
        }
    }

    /// Whether a message came since the latest [`Self::forget_news`].
    pub fn has_news(&self) -> bool {
        self.has_news
    }

    /// What is announced from here on is news.
    pub fn forget_news(&mut self) {
        self.has_news = false;
    }

    /// Lets the server announce messages by itself until one is announced, at most `at_most`
    /// (IDLE, RFC 2177).
    ///
    /// # Errors
    /// As for [`Self::exchange`].
    pub async fn idle(&mut self, at_most: Duration) -> Result<(), Failure> {
        let until = Instant::now() + at_most;
        let tag = self.begin("IDLE").await?;
        loop {
            match self.read(|response| step(response, &tag, &mut |_| {})).await? {
                Step::Untagged => {}
                Step::Continue => break,
                Step::Done(done) => return done,
            }
        }
        while !self.has_news {
            // Reading may be dropped halfway: what has come stays in the buffer. The deadline stands
            // outside, for the server may say now and then that it is still there.
            let announced = self.read_one(|response| step(response, &tag, &mut |_| {}));
            match timeout_at(until, announced).await {
                Err(_) => break,
                Ok(Err(failure)) => return Err(failure),
                Ok(Ok(Step::Done(done))) => return done,
                Ok(Ok(Step::Untagged | Step::Continue)) => {}
            }
        }
        self.say(b"DONE").await?;
        loop {
            if let Step::Done(done) = self.read(|response| step(response, &tag, &mut |_| {})).await? {
                return done;
            }
        }
    }

    async fn begin(&mut self, command: &str) -> Result<String, Failure> {
        self.commands += 1;
        let tag = format!("G{}", self.commands);
        self.say(format!("{tag} {command}").as_bytes()).await?;
        Ok(tag)
    }

    async fn say(&mut self, line: &[u8]) -> Result<(), Failure> {
        let stream = self.client.get_mut();
        let line = [line, b"\r\n"].concat();
        let writing = async {
            stream.write_all(&line).await?;
            stream.flush().await
        };
        match timeout(SILENCE, writing).await {
            Ok(written) => Ok(written?),
            Err(_) => Err(silent()),
        }
    }

    /// The next response, as `take` sees it. A server may be slow, but not silent.
    async fn read<T>(&mut self, take: impl FnOnce(&Response<'_>) -> T) -> Result<T, Failure> {
        let mut take = Some(take);
        loop {
            let received = self.client.get_ref().received();
            let response = self.read_one(|response| take.take().map(|take| take(response)));
            match timeout(SILENCE, response).await {
                Ok(taken) => return taken?.ok_or_else(Failure::garbled),
                Err(_) if self.client.get_ref().received() > received => {}
                Err(_) => return Err(silent()),
            }
        }
    }

    async fn read_one<T>(&mut self, take: impl FnOnce(&Response<'_>) -> T) -> Result<T, Failure> {
        let response = guarded(self.client.read_response()).await.ok_or_else(Failure::garbled)??;
        let response = response.ok_or_else(|| Failure::Lost("it hung up".to_owned()))?;
        let response = response.parsed();
        self.has_news |= matches!(response, Response::MailboxData(MailboxDatum::Exists(_)));
        Ok(take(response))
    }
}

fn step(response: &Response<'_>, tag: &str, on: &mut impl FnMut(&Response<'_>)) -> Step {
    match response {
        Response::Continue(_) => Step::Continue,
        Response::Done { tag: answered, status, outcome } if answered.0 == tag => Step::Done(match status {
            Status::Ok => Ok(()),
            status => Err(Failure::Refused(answer(status, outcome))),
        }),
        Response::Done { .. } => Step::Done(Err(Failure::Lost("its answers are out of step".to_owned()))),
        Response::Data { status: Status::Bye, outcome } => Step::Done(Err(goodbye(outcome))),
        untagged => {
            on(untagged);
            Step::Untagged
        }
    }
}

/// Whether a conversation begins as it should. PREAUTH is none of it: a login is always configured,
/// and before TLS anybody could have said it.
fn greeting(response: &Response<'_>) -> Result<(), Failure> {
    match response {
        Response::Data { status: Status::Ok, .. } => Ok(()),
        Response::Data { status: Status::Bye, outcome } => Err(goodbye(outcome)),
        _ => Err(Failure::garbled()),
    }
}

fn goodbye(outcome: &Outcome<'_>) -> Failure {
    Failure::Lost(format!("it hung up ({})", answer(&Status::Bye, outcome)))
}

/// The answer as it may be kept, e.g. `NO [AUTHENTICATIONFAILED] Authentication failed.`
fn answer(status: &Status, outcome: &Outcome<'_>) -> String {
    let status = match status {
        Status::Ok => "OK",
        Status::No => "NO",
        Status::Bad => "BAD",
        Status::PreAuth => "PREAUTH",
        Status::Bye => "BYE",
    };
    said::kept(&format!("{status} {}", outcome.information.as_deref().unwrap_or_default()), "")
}

fn silent() -> Failure {
    Failure::Lost(format!("it was silent for {} seconds", SILENCE.as_secs()))
}

/// What comes of `reading`; `None` where the parser, which is other people's, panics.
async fn guarded<T>(reading: impl Future<Output = T>) -> Option<T> {
    let mut reading = pin!(reading);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| reading.as_mut().poll(context))) {
        Ok(poll) => poll.map(Some),
        Err(_) => Poll::Ready(None),
    })
    .await
}

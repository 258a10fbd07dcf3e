//! How the desk proves to a server who it is: by a password or by an OAuth 2.0 access token. Secrets
//! are read anew for each connection, so that one that is put right works at once.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

/// How long a command may take to print a token.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where a secret comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The systemd credential that wins over the password file, e.g. `mailbox.password`
    /// (systemd.exec(5), `LoadCredential=`).
    pub name: &'static str,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// The program, with its arguments, that prints an access token; empty where a password is used.
    pub token_command: Vec<String>,
}

/// What proves who the desk is. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    /// A password (LOGIN or PLAIN, RFC 4616).
    Password(String),
    /// An OAuth 2.0 access token (OAUTHBEARER, RFC 7628, or XOAUTH2).
    Token(String),
}

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub enum CredentialError {
    /// None is configured.
    #[error("there is no password: write password_file, or give the service the credential {0}")]
    Missing(&'static str),
    /// None is configured, and this is not the service, which alone sees its credentials.
    #[error(
        "there is no password: write password_file; or, where the service has the credential {0}, which it \
         alone sees, start it, and put CREDENTIALS_DIRECTORY=/run/credentials/guichet.service before the \
         command, as root"
    )]
    Outside(&'static str),
    /// The file cannot be used.
    #[error("the password in {} cannot be used: {problem}", path.display())]
    File {
        /// Where it is.
        path: PathBuf,
        /// A clause such as `it is empty`.
        problem: String,
    },
    /// The command gave no token.
    #[error("token_command {program} gave no token: {problem}")]
    Command {
        /// The program.
        program: String,
        /// A clause such as `it ended with exit status: 1`.
        problem: String,
    },
}

impl Credential {
    /// Reads the secret, or has it printed.
    ///
    /// # Errors
    /// When there is none.
    pub async fn secret(&self) -> Result<Secret, CredentialError> {
        if let Some((program, arguments)) = self.token_command.split_first() {
            return token(program, arguments).await.map(Secret::Token);
        }
        self.password(std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from).as_deref())
    }

    /// The password, where `credentials` is the folder of the service's credentials, if this is one.
    fn password(&self, credentials: Option<&Path>) -> Result<Secret, CredentialError> {
        let loaded = credentials.map(|folder| folder.join(self.name)).filter(|path| path.exists());
        match (loaded.as_ref().or(self.password_file.as_ref()), credentials) {
            (Some(path), _) => password(path).map(Secret::Password),
            (None, Some(_)) => Err(CredentialError::Missing(self.name)),
            (None, None) => Err(CredentialError::Outside(self.name)),
        }
    }
}

fn password(path: &Path) -> Result<String, CredentialError> {
    let cannot = |problem: String| CredentialError::File { path: path.to_owned(), problem };
    let text = std::fs::read_to_string(path).map_err(|error| cannot(error.to_string()))?;
    let password = text.trim_end_matches(['\r', '\n']);
    match password {
        "" => Err(cannot("it is empty".into())),
        _ if password.contains(char::is_control) => Err(cannot("it has more than one line".into())),
        _ => Ok(password.to_owned()),
    }
}

async fn token(program: &str, arguments: &[String]) -> Result<String, CredentialError> {
    let cannot = |problem: String| CredentialError::Command { program: program.to_owned(), problem };
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = timeout(PATIENCE, child)
        .await
        .map_err(|_| cannot(format!("it took more than {} seconds", PATIENCE.as_secs())))?
        .map_err(|error| cannot(error.to_string()))?;
    if !output.status.success() {
        return Err(cannot(format!("it ended with {}", output.status)));
    }
    let token = String::from_utf8(output.stdout).map_err(|_| cannot("it printed no text".into()))?;
    match token.trim() {
        "" => Err(cannot("it printed nothing".into())),
        token if token.contains(char::is_whitespace) => Err(cannot("it printed more than a token".into())),
        token => Ok(token.to_owned()),
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Password(_) => "Password(…)",
            Self::Token(_) => "Token(…)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_command(command: &[&str]) -> Credential {
        let token_command = command.iter().map(|&word| word.to_owned()).collect();
        Credential { name: "mailbox.password", password_file: None, token_command }
    }

    #[tokio::test]
    async fn a_password_is_the_line_of_its_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let of = async |text: &str| {
            std::fs::write(file.path(), text).unwrap();
            let password_file = Some(file.path().to_owned());
            Credential { password_file, ..by_command(&[]) }.secret().await
        };
        assert_eq!(of(" pass word\r\n").await.unwrap(), Secret::Password(" pass word".into()));
        assert!(of("\n").await.unwrap_err().to_string().ends_with("it is empty"));
        assert!(of("one\ntwo\n").await.unwrap_err().to_string().ends_with("more than one line"));
    }

    #[test]
    fn a_credential_of_the_service_wins_and_outside_the_service_it_is_said_how_to_see_it() {
        let (folder, mut credential) = (tempfile::tempdir().unwrap(), by_command(&[]));
        let of = |credential: &Credential, folder| credential.password(folder).map_err(|e| e.to_string());
        let inside = of(&credential, Some(folder.path())).unwrap_err();
        assert!(inside.ends_with("give the service the credential mailbox.password"), "{inside}");
        let outside = of(&credential, None).unwrap_err();
        assert!(outside.contains("/run/credentials/guichet.service"), "{outside}");

        let file = folder.path().join("file");
        std::fs::write(&file, "of the file").unwrap();
        credential.password_file = Some(file);
        assert_eq!(of(&credential, Some(folder.path())), Ok(Secret::Password("of the file".into())));
        std::fs::write(folder.path().join("mailbox.password"), "of the service").unwrap();
        assert_eq!(of(&credential, Some(folder.path())), Ok(Secret::Password("of the service".into())));
        assert_eq!(of(&credential, None), Ok(Secret::Password("of the file".into())));
    }

    #[tokio::test]
    async fn a_token_is_what_its_command_prints() {
        let token = by_command(&["echo", "ya29.token"]).secret().await;
        assert_eq!(token.unwrap(), Secret::Token("ya29.token".into()));
        for (command, problem) in
            [("false", "exit status: 1"), ("true", "printed nothing"), ("/nowhere", "No such file")]
        {
            let error = by_command(&[command]).secret().await.unwrap_err().to_string();
            assert!(error.contains(problem), "{error}");
        }
    }

    #[test]
    fn a_secret_is_never_printed() {
        let secrets = [Secret::Password("geheim".into()), Secret::Token("geheim".into())];
        assert!(!format!("{secrets:?}").contains("geheim"));
    }
}

//! What the README and the example configuration say is true.

use std::path::Path;

#[test]
fn the_configuration_in_the_readme_works() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let toml = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let config = guichet::config::parse(toml, Path::new("/etc/guichet/guichet.toml")).unwrap();
    assert_eq!(config.events.first().unwrap().event.capacity, 25);
}

#[test]
fn the_example_configuration_works() {
    guichet::config::load(Path::new("config/guichet.toml")).unwrap();
}

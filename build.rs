//! Rebuilds when a migration changes, which are embedded into the binary.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}

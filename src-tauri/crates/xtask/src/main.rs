//! Every chore of the project: `cargo xtask run | test | sim | tour | bench | …`.

mod bench;
mod bindings;
mod clock;
mod conformance;
mod desktop;
#[path = "../../../../tests/e2e/mod.rs"]
mod e2e;
mod http;
mod programs;
mod run;
mod sandbox;
mod screens;
mod setup;
mod sim;
mod step;
mod stint;
mod test;
mod tour;
mod trial;
mod webdriver;

use anyhow::{Result, bail};

const USAGE: &str = "usage: cargo xtask CHORE
  run        set this machine up, build, and open the app; without a display: the tour
  test       set this machine up and check everything; `test WORD…` runs only the flows with these words
  sim        the engine under faults and crashes: sim [--seeds N] [--from S] | --seed S | --mutation look|late
  tour       the whole way through the product on a virtual desktop; `--readme` also renews the README's pictures
             (test, tour, bench, kill-run, backlog and real take `--built FOLDER` first, to try the programs there)
  screens    a picture of every view in both themes and four sizes, each held against axe: screens [VIEW…]
  bench      measure, and write the figures to BENCHMARKS.md; `bench PART…` only prints those
  kill-run   kill the resident while it sends under faults, and count: kill-run [--times 300] [--seed N]
  backlog    thousands of uploads at once, and what they cost: backlog [--entries 10000]
  real       the product against a tracker's real server, both killed again and again: real redmine [--times 20] [--seed N]
  bindings   write the window's TypeScript bindings anew; `--check` only compares
  conformance  hold what the adapters ask against the vendors' OpenAPI files: conformance --specs FOLDER
  desktop    run a command on a virtual desktop: desktop [--no-tray] [--no-keychain] COMMAND…";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Err(error) = chore(&words) {
        eprintln!("\n{error}");
        error.chain().skip(1).for_each(|cause| eprintln!("  because {cause}"));
        std::process::exit(1);
    }
}

fn chore(words: &[&str]) -> Result<()> {
    match words {
        ["run", rest @ ..] => run::run(rest),
        ["test", rest @ ..] => test::run(rest),
        ["sim", rest @ ..] => sim::run(rest),
        ["screens", rest @ ..] => screens::run(rest),
        ["bench", rest @ ..] => bench::run(rest),
        ["bindings", rest @ ..] => bindings::run(rest),
        ["tour", rest @ ..] => tour::run(rest),
        ["kill-run", rest @ ..] => trial::kill_run(rest),
        ["backlog", rest @ ..] => trial::backlog(rest),
        ["real", rest @ ..] => trial::real(rest),
        ["conformance", rest @ ..] => conformance::run(rest),
        ["desktop", rest @ ..] => desktop::visit(rest),
        _ => bail!("{USAGE}"),
    }
}

//! The commands below `stint link`.

use clap::Subcommand;

/// Links: booking on one target proposes another.
#[derive(Subcommand, Debug)]
#[command(defer = true)]
pub(crate) enum Link {
    /// List them: what was learned from what you did last, and what you set
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Set one by hand, such as “plane:PROJ-*” to “clockify:Website”; it stays until you change it
    Add {
        /// A target, or a family of them with a star at its end
        from: String,
        /// The target to propose
        to: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Forget one
    Forget {
        /// Where it leads from, as “stint link list” shows it
        from: String,
        /// Where it leads to; all from there when left out
        to: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

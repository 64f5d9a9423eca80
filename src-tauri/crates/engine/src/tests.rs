//! The engine as a whole: real store, fake clock and keychain, the sandbox as the network.

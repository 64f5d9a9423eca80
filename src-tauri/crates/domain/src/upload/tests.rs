//! What the upload machine promises, over every state and random histories.

//! The site as authors see it while they write: a server on their own machine, from memory.
//!
//! Goes in: what is to be shown now ([`Showing`]), and requests of browsers. Comes out: answers, and events that tell
//! open pages what changed. Must not: build, watch, or read the disk; believe anything that a request says.
//!
//! What is answered is a pure function, [`answer()`]; `server` and `connection` are the thin layer of sockets round it.
//! Everything under [`client::FOLDER`] is the preview's own; the rest is the site to the byte, but for one tag in pages.

mod answer;
pub mod client;
mod connection;
mod events;
mod failed;
mod find;
mod hosts;
mod request;
mod server;
mod showing;
mod state;
mod target;
mod words;

pub use answer::{Answer, Body, Piece, answer};
pub use hosts::Hosts;
pub use request::{Malformed, Request};
pub use server::{Server, listen};
pub use showing::{Drawn, Showing};
pub use state::state;

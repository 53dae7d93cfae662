//! The threads that work: as many as were asked for, or as the system gives.

use super::tell;
use std::{sync::mpsc, thread};
use yaodian::say;

/// More than so many help nobody, and cost memory.
const MOST: usize = 256;

/// Starts the threads that share the work: `wanted`, else one a core; fewer where the system refuses them.
pub(super) fn start(wanted: Option<usize>) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let wanted = wanted.filter(|&n| n > 0).unwrap_or(cores);
    let count = wanted.min(MOST.max(cores));
    // They are started first and told what they are for afterwards, so that what there is can be counted.
    let mut waiting: Vec<mpsc::Sender<rayon::ThreadBuilder>> = (0..count).map_while(|_| waiting()).collect();
    if waiting.len() < wanted {
        tell(&say!("fewer-threads", wanted, n = waiting.len().max(1)));
    }
    let builder = rayon::ThreadPoolBuilder::new().num_threads(waiting.len().max(1));
    let built = if waiting.is_empty() {
        builder.use_current_thread().build_global()
    } else {
        let hand_over = |thread| {
            let sender = waiting.pop().ok_or(std::io::Error::from(std::io::ErrorKind::WouldBlock))?;
            sender.send(thread).map_err(|_| std::io::ErrorKind::WouldBlock.into())
        };
        builder.spawn_handler(hand_over).build_global()
    };
    // Only a second call could fail.
    debug_assert!(built.is_ok(), "{built:?}");
}

/// A thread that waits for its work; none where the system gives none.
fn waiting() -> Option<mpsc::Sender<rayon::ThreadBuilder>> {
    let (send, receive) = mpsc::channel::<rayon::ThreadBuilder>();
    let wait = move || {
        if let Ok(thread) = receive.recv() {
            thread.run();
        }
    };
    thread::Builder::new().spawn(wait).ok().map(|_| send)
}

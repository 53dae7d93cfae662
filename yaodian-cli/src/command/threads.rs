//! The threads that work: as many as were asked for, or as the system gives.

use crate::standard::tell;
use std::{sync::mpsc, thread};
use yaodian::{Dictionary, say};

/// More than so many help nobody, and cost memory.
const MOST: usize = 256;

/// The bytes that must still be had before a further thread is started: its stack, and what an allocator sets aside for it.
const ROOM: usize = 256 << 20;

/// Starts the threads that share the work: `wanted`, else one a core; fewer where the system refuses them. They cut words by
/// the dictionary.
pub(super) fn start(wanted: Option<usize>, dictionary: &Dictionary) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let wanted = wanted.filter(|&n| n > 0).unwrap_or(cores);
    let count = wanted.min(MOST.max(cores));
    // They are started first and told what they are for afterwards, so that what there is can be counted.
    let mut waiting: Vec<mpsc::Sender<rayon::ThreadBuilder>> = (0..count).map_while(waiting).collect();
    if waiting.len() < wanted {
        tell(&say!("fewer-threads", wanted, n = waiting.len().max(1)));
    }
    let dictionary = dictionary.clone();
    let builder = rayon::ThreadPoolBuilder::new()
        .num_threads(waiting.len().max(1))
        .start_handler(move |_| dictionary.settle());
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

/// The thread number `i`, which waits for its work; none where the system gives none, or would have nothing left.
fn waiting(i: usize) -> Option<mpsc::Sender<rayon::ThreadBuilder>> {
    if i > 0 {
        Vec::<u8>::new().try_reserve_exact(ROOM).ok()?;
    }
    let (send, receive) = mpsc::channel::<rayon::ThreadBuilder>();
    let wait = move || {
        if let Ok(thread) = receive.recv() {
            thread.run();
        }
    };
    thread::Builder::new().spawn(wait).ok().map(|_| send)
}

//! A line to a server that counts what passes and can be cut, cut short, or frozen.

use std::io;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, mpsc as blocking};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc, watch};
use tokio::task::JoinSet;

use super::backstage::Backstage;
use super::ports;

/// No limit.
const ENDLESS: usize = usize::MAX;

/// A port behind which a server stands. What is ordered is done when the function returns.
pub struct Proxy {
    pub port: u16,
    line: Arc<Line>,
    orders: mpsc::UnboundedSender<(Order, blocking::Sender<()>)>,
    _service: Backstage,
}

/// What all connections have in common.
struct Line {
    from_client: Way,
    from_server: Way,
    is_spent: Notify,
    is_frozen: watch::Sender<bool>,
}

/// The way from one side to the other.
struct Way {
    /// How many octets have passed.
    passed: AtomicUsize,
    /// How many more may.
    allowance: AtomicUsize,
}

enum Order {
    Cut,
    CutAfter(usize),
    Freeze(bool),
    Refuse,
    Accept,
}

impl Proxy {
    /// One in front of the server on `target`, a port of 127.0.0.1.
    pub fn to(target: u16) -> Self {
        let listen = || {
            let [port] = ports::free();
            std::net::TcpListener::bind(("127.0.0.1", port)).ok()
        };
        let listener = std::iter::repeat_with(listen).flatten().next().unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let line = Arc::new(Line {
            from_client: Way::new(),
            from_server: Way::new(),
            is_spent: Notify::new(),
            is_frozen: watch::Sender::new(false),
        });
        let (orders, received) = mpsc::unbounded_channel();
        let service = Backstage::run(serve(listener, target, Arc::clone(&line), received));
        Self { port, line, orders, _service: service }
    }

    /// How many octets of clients have passed.
    pub fn passed_from_client(&self) -> usize {
        self.line.from_client.passed.load(Relaxed)
    }

    /// How many octets of the server have passed.
    pub fn passed_from_server(&self) -> usize {
        self.line.from_server.passed.load(Relaxed)
    }

    /// Ends all connections. New ones are taken.
    pub fn cut(&self) {
        self.order(Order::Cut);
    }

    /// Lets `octets` more of the server pass, then ends all connections, once.
    pub fn cut_after(&self, octets: usize) {
        self.order(Order::CutAfter(octets));
    }

    /// Lets nothing pass any more, not even that somebody hangs up.
    pub fn freeze(&self) {
        self.order(Order::Freeze(true));
    }

    /// Lets everything pass, also what was held back.
    pub fn thaw(&self) {
        self.order(Order::Freeze(false));
    }

    /// Refuses new connections. Those that are there go on.
    pub fn refuse(&self) {
        self.order(Order::Refuse);
    }

    /// Takes new connections again.
    pub fn accept(&self) {
        self.order(Order::Accept);
    }

    fn order(&self, order: Order) {
        let (done, is_done) = blocking::channel();
        self.orders.send((order, done)).expect("the proxy is down");
        is_done.recv().expect("the proxy is down");
    }
}

async fn serve(
    listener: std::net::TcpListener,
    target: u16,
    line: Arc<Line>,
    mut orders: mpsc::UnboundedReceiver<(Order, blocking::Sender<()>)>,
) {
    let address = listener.local_addr().unwrap();
    let mut listener = Some(TcpListener::from_std(listener).unwrap());
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            Some((order, done)) = orders.recv() => {
                match order {
                    Order::Cut => connections.shutdown().await,
                    Order::CutAfter(octets) => line.from_server.allowance.store(octets, Relaxed),
                    Order::Freeze(freeze) => drop(line.is_frozen.send_replace(freeze)),
                    Order::Refuse => listener = None,
                    Order::Accept => listener = Some(TcpListener::bind(address).await.unwrap()),
                }
                let _ = done.send(());
            }
            () = line.is_spent.notified() => {
                line.from_server.allowance.store(ENDLESS, Relaxed);
                connections.shutdown().await;
            }
            Ok((client, _)) = accept(listener.as_ref()) => {
                connections.spawn(connect(client, target, Arc::clone(&line)));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn accept(listener: Option<&TcpListener>) -> io::Result<(TcpStream, std::net::SocketAddr)> {
    match listener {
        Some(listener) => listener.accept().await,
        None => std::future::pending().await,
    }
}

/// Carries one connection until both sides have hung up.
async fn connect(mut client: TcpStream, target: u16, line: Arc<Line>) -> io::Result<()> {
    let mut server = TcpStream::connect(("127.0.0.1", target)).await?;
    let (from_client, to_client) = client.split();
    let (from_server, to_server) = server.split();
    let there = line.carry(from_client, to_server, &line.from_client);
    let back = line.carry(from_server, to_client, &line.from_server);
    tokio::try_join!(there, back).map(drop)
}

impl Line {
    /// Carries octets one way until there are no more.
    async fn carry(&self, from: impl AsyncRead, to: impl AsyncWrite, way: &Way) -> io::Result<()> {
        let (mut from, mut to) = (pin!(from), pin!(to));
        let mut is_frozen = self.is_frozen.subscribe();
        let mut octets = [0; 16 * 1024];
        loop {
            let read = from.read(&mut octets).await;
            is_frozen.wait_for(|is_frozen| !is_frozen).await.unwrap();
            let read = read?;
            if read == 0 {
                return to.shutdown().await;
            }
            let (passing, is_last) = way.pass(read);
            to.write_all(&octets[..passing]).await?;
            if is_last {
                self.is_spent.notify_one();
                return std::future::pending().await;
            }
        }
    }
}

impl Way {
    fn new() -> Self {
        Self { passed: AtomicUsize::new(0), allowance: AtomicUsize::new(ENDLESS) }
    }

    /// How many of `octets` may pass, and whether nothing may after them.
    fn pass(&self, octets: usize) -> (usize, bool) {
        let allowance = self.allowance.load(Relaxed);
        let passing = octets.min(allowance);
        self.passed.fetch_add(passing, Relaxed);
        if allowance != ENDLESS {
            self.allowance.store(allowance - passing, Relaxed);
        }
        (passing, passing == allowance)
    }
}

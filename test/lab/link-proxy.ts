import { connect, createServer, type Server, type Socket } from 'node:net';

export type LinkCounters = {
  /** Connections accepted since the start. */
  connections: number;
  /** Connections open now. */
  open: number;
  /** Bytes that have been delivered to the server, and to the client. */
  bytesToServer: number;
  bytesToClient: number;
};

export type LinkProxy = {
  port: number;
  counters: Readonly<LinkCounters>;
  /** One-way delay in each direction, for bytes that arrive from now on. Order is kept, throughput is not limited. */
  setDelay(milliseconds: number): void;
  /** Nothing passes in either direction, nothing is lost: a link that has gone silent. */
  freeze(): void;
  thaw(): void;
  /** Resets every open connection. */
  cut(): void;
  /** Refuses new connections; open ones live on. */
  refuse(): Promise<void>;
  /** Takes new connections again, on the same port. */
  accept(): Promise<void>;
  close(): Promise<void>;
};

export type LinkProxyOptions = { host: string; port: number; delayMs?: number };

/** Starts a TCP proxy on a free port of 127.0.0.1 that stands for the line between operator and host. */
export async function startLinkProxy(target: LinkProxyOptions): Promise<LinkProxy> {
  const counters: LinkCounters = { connections: 0, open: 0, bytesToServer: 0, bytesToClient: 0 };
  const links = new Set<Link>();
  let delayMs = target.delayMs ?? 0;
  let frozen = false;
  let server: Server | undefined;

  const makeLink = (client: Socket): void => {
    // Half-open, so that each side's end travels through the delay like its bytes.
    const upstream = connect({ host: target.host, port: target.port, allowHalfOpen: true, noDelay: true });
    const link: Link = {
      sockets: [client, upstream],
      lanes: [
        makeLane(
          client,
          upstream,
          () => delayMs,
          (count) => (counters.bytesToServer += count),
        ),
        makeLane(
          upstream,
          client,
          () => delayMs,
          (count) => (counters.bytesToClient += count),
        ),
      ],
    };
    links.add(link);
    counters.connections += 1;
    counters.open += 1;
    if (frozen) for (const lane of link.lanes) lane.freeze();

    const reset = (): void => {
      if (!links.delete(link)) return;
      counters.open -= 1;
      for (const lane of link.lanes) lane.stop();
      for (const socket of link.sockets) socket.resetAndDestroy();
    };
    const closed = (): void => {
      if (client.destroyed && upstream.destroyed && links.delete(link)) counters.open -= 1;
    };
    for (const socket of link.sockets) socket.on('error', reset).on('close', closed);
    link.reset = reset;
  };

  const listen = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const next = createServer({ allowHalfOpen: true, noDelay: true }, makeLink);
      next.once('error', reject);
      next.listen(port, '127.0.0.1', () => resolve(next));
    });

  server = await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const refuse = async (): Promise<void> => {
    // close() stops listening at once; its callback would wait for the open connections.
    server?.close();
    server = undefined;
  };
  const cut = (): void => {
    for (const link of [...links]) link.reset?.();
  };

  return {
    port,
    counters,
    setDelay(milliseconds) {
      delayMs = milliseconds;
    },
    freeze() {
      frozen = true;
      for (const link of links) for (const lane of link.lanes) lane.freeze();
    },
    thaw() {
      frozen = false;
      for (const link of links) for (const lane of link.lanes) lane.thaw();
    },
    cut,
    refuse,
    async accept() {
      server ??= await listen(port);
    },
    async close() {
      await refuse();
      cut();
    },
  };
}

type Link = { sockets: [Socket, Socket]; lanes: [Lane, Lane]; reset?: () => void };

/** One direction of a connection: a queue of chunks, each with the moment at which it may leave. */
type Lane = { freeze(): void; thaw(): void; stop(): void };

/** Above this many queued bytes the sender is paused, below half of it resumed: memory stays bounded when frozen. */
const QUEUE_LIMIT = 64 * 1024 * 1024;

function makeLane(from: Socket, to: Socket, delay: () => number, count: (bytes: number) => void): Lane {
  // A null chunk stands for the end of the stream.
  const queue: { due: number; chunk: Buffer | null }[] = [];
  let queued = 0;
  let frozen = false;
  let full = false;
  let timer: NodeJS.Timeout | undefined;

  const push = (chunk: Buffer | null): void => {
    const due = performance.now() + delay();
    // A delay that shrinks must not let later bytes overtake earlier ones.
    queue.push({ due: Math.max(due, queue.at(-1)?.due ?? 0), chunk });
    queued += chunk?.length ?? 0;
    if (queued > QUEUE_LIMIT) from.pause();
    pump();
  };

  const pump = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (frozen || full) return;
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const wait = head.due - performance.now();
      if (wait > 0) {
        timer = setTimeout(pump, wait);
        return;
      }
      queue.shift();
      if (head.chunk === null) {
        to.end();
        return;
      }
      queued -= head.chunk.length;
      count(head.chunk.length);
      full = !to.write(head.chunk);
      if (queued < QUEUE_LIMIT / 2 && from.isPaused()) from.resume();
      if (full) return;
    }
  };

  from.on('data', push);
  from.on('end', () => push(null));
  // A receiver that does not read holds the sender up, as TCP would.
  to.on('drain', () => {
    full = false;
    pump();
  });

  return {
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
      pump();
    },
    stop() {
      clearTimeout(timer);
      queue.length = 0;
    },
  };
}

import type { AddressInfo } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';
import ssh2, { type AuthContext, type Connection, type ServerChannel, type Session } from 'ssh2';
import type { Streams } from '../host/shell.js';

const loginUser = 'ops';

/** What stands behind the SSH server. */
export interface Machine {
  /** Runs a command line; resolves with its exit status. */
  exec(line: string, streams: Streams): Promise<number>;
  /** Runs a command line, or the login shell, for somebody at a terminal; resolves with its exit status. */
  attach(line: string | undefined, channel: Duplex): Promise<number>;
  /** A stream to a unix socket; undefined when there is none. */
  unix(path: string): ((socket: Duplex) => void) | undefined;
  /** A stream to an address of the machine's networks; undefined when nothing listens there. */
  tcp(host: string, port: number): ((socket: Duplex) => void) | undefined;
}

export interface SshServer {
  readonly port: number;
  readonly user: string;
  close(): void;
}

/** An SSH server on loopback, for one user with one public key. */
export function startSshServer(
  machine: Machine,
  keys: { readonly hostKey: string; readonly clientKey: string },
): Promise<SshServer> {
  const allowed = parsed(keys.clientKey);
  const connections = new Set<Connection>();
  const server = new ssh2.Server(
    { hostKeys: [keys.hostKey], ident: 'OpenSSH_9.2p1 Debian-2+deb12u5' },
    (client) => {
      connections.add(client);
      client.on('close', () => connections.delete(client));
      client.on('error', () => client.end());
      // Small frames go both ways all the time; with Nagle each waits for the acknowledgement of the one before.
      (client as Connection & { setNoDelay(on: boolean): void }).setNoDelay(true);
      client.on('authentication', (context) => authenticate(context, allowed));
      client.on('session', (accept) => serveSession(accept(), machine));
      client.on('tcpip', (accept, reject, target) => {
        const serve = machine.tcp(target.destIP, target.destPort);
        if (serve) serve(quiet(accept()));
        else reject();
      });
      client.on('openssh.streamlocal', (accept, reject, target) => {
        const serve = machine.unix(target.socketPath);
        if (serve) serve(quiet((accept as () => ServerChannel)()));
        else (reject as () => void)();
      });
    },
  );
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        port,
        user: loginUser,
        close: () => {
          for (const connection of connections) connection.end();
          server.close();
        },
      });
    });
  });
}

function parsed(key: string) {
  const result = ssh2.utils.parseKey(key);
  if (result instanceof Error) throw result;
  return result;
}

function authenticate(context: AuthContext, allowed: ReturnType<typeof parsed>): void {
  const { username, method } = context;
  if (username !== loginUser || method !== 'publickey') {
    context.reject(['publickey']);
    return;
  }
  const known = context.key.data.equals(allowed.getPublicSSH());
  const signed =
    !context.signature ||
    !context.blob ||
    allowed.verify(context.blob, context.signature, context.hashAlgo) === true;
  if (known && signed) context.accept();
  else context.reject(['publickey']);
}

/** A channel whose end is no event of its own. */
function quiet(channel: ServerChannel): ServerChannel {
  channel.on('error', () => {});
  return channel;
}

function serveSession(session: Session, machine: Machine): void {
  let isTerminal = false;
  const attach = (channel: ServerChannel, line?: string) => {
    machine.attach(line, channel).then(
      (code) => finish(channel, code),
      () => finish(channel, 255),
    );
  };
  session.on('pty', (accept) => {
    isTerminal = true;
    accept?.();
  });
  // Nothing on the machine draws: its programs write lines.
  session.on('window-change', (accept) => accept?.());
  session.on('shell', (accept) => attach(quiet(accept())));
  session.on('exec', (accept, _reject, { command }) => {
    const channel = quiet(accept());
    if (isTerminal) return attach(channel, command);
    const streams = {
      stdin: channel as Readable,
      stdout: channel.stdout as Writable,
      stderr: channel.stderr as Writable,
    };
    machine.exec(command, streams).then(
      (code) => finish(channel, code),
      () => finish(channel, 255),
    );
  });
}

function finish(channel: ServerChannel, code: number): void {
  if (channel.destroyed) return;
  channel.exit(code);
  channel.end();
}

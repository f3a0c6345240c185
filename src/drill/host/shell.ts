import type { Duplex, Readable, Writable } from 'node:stream';
import { commandLine, untilInterrupt } from '../terminal/command-line.js';
import { Terminal } from '../terminal/terminal.js';
import type { Host, Io } from './host.js';
import { Input } from './sh/input.js';
import { Shell } from './sh/run.js';

export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

const environment = new Map([
  ['HOME', '/home/ops'],
  ['USER', 'ops'],
  ['PATH', '/usr/local/bin:/usr/bin:/bin'],
  ['PWD', '/home/ops'],
]);

/** The login shell of the practice machine. */
export class DrillShell {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Runs a command line; resolves with its exit status. */
  async run(line: string, streams: Streams): Promise<number> {
    const stop = new AbortController();
    streams.stdout.once('close', () => stop.abort());
    const write = (stream: Writable) => (text: string) => {
      if (text && !stream.destroyed && stream.writable) stream.write(text);
    };
    const io: Io = {
      stdin: new Input('', streams.stdin as AsyncIterable<Buffer>),
      env: environment,
      cwd: '/home/ops',
      out: write(streams.stdout),
      err: write(streams.stderr),
      signal: stop.signal,
    };
    return this.#shell().script(line, io);
  }

  /** The same at a terminal; without a line it is the login shell itself, until its end. */
  async attach(line: string | undefined, channel: Duplex): Promise<number> {
    const gone = new AbortController();
    const terminal = new Terminal((text) => {
      if (!channel.destroyed && channel.writable) channel.write(text);
    });
    channel.on('data', (bytes: Buffer) => terminal.feed(bytes));
    for (const end of ['end', 'close'] as const) {
      channel.once(end, () => {
        gone.abort();
        terminal.end();
      });
    }
    const shell = this.#shell();
    const io: Io = {
      stdin: Input.of(terminal),
      env: environment,
      cwd: '/home/ops',
      out: terminal.write,
      err: terminal.write,
      signal: gone.signal,
    };
    if (line !== undefined) return untilInterrupt(terminal, io, (inner) => shell.script(line, inner));
    const place = () => shell.cwd.replace(/^\/home\/ops(?=\/|$)/, '~');
    const code = await commandLine(shell, io, terminal, () => `ops@drill:${place()}$ `);
    terminal.write('logout\n');
    return code;
  }

  #shell(): Shell {
    return new Shell(this.#host, { env: environment, cwd: '/home/ops', name: 'bash' });
  }
}

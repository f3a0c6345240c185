import { chmod, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { quoteArgv } from '../../domain/text/quote-argv.js';

/** What ssh asks by its SSH_ASKPASS program; `kind` is $SSH_ASKPASS_PROMPT: 'confirm', 'none' (only tells), else an answer is wanted. */
export interface AskpassQuestion {
  readonly prompt: string;
  readonly kind: string;
}

/** The answer for ssh; undefined when there is none. It never settles for ssh's mere notices. */
export type AskpassHandler = (question: AskpassQuestion) => Promise<string | undefined>;

/** Longer questions are none of ssh's. */
const maxQuestion = 16 << 10;

/** Stands between ssh and us: it passes the question on and writes the answer to its output, which ssh reads. */
const helper = `
const socket = require('node:net').connect(__dirname + '/q');
const question = { prompt: process.argv[2] || '', kind: process.env.SSH_ASKPASS_PROMPT || '' };
let answer = '';
socket.setEncoding('utf8');
socket.on('error', () => process.exit(1));
socket.on('data', (text) => { answer += text; });
socket.on('end', () => {
  if (!answer) process.exit(1);
  process.stdout.write(JSON.parse(answer) + '\\n');
});
socket.write(JSON.stringify(question) + '\\n');
`;

/** Serves the questions of one ssh (and of the jumps that it starts) in a folder that only we may enter. */
export class Askpass {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The program for SSH_ASKPASS. */
  readonly program: string;

  private constructor(server: Server, program: string) {
    this.#server = server;
    this.program = program;
  }

  static async start(dir: string, answer: AskpassHandler): Promise<Askpass> {
    const program = join(dir, 'ask');
    const script = join(dir, 'ask.cjs');
    await writeFile(script, helper, { mode: 0o600 });
    const command = quoteArgv([process.execPath, script]);
    await writeFile(program, `#!/bin/sh\nunset NODE_OPTIONS\nexec ${command} "$@"\n`);
    await chmod(program, 0o700);
    const server = createServer({ allowHalfOpen: true });
    const askpass = new Askpass(server, program);
    server.on('connection', (socket) => askpass.#serve(socket, answer));
    server.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(join(dir, 'q'), resolve);
    });
    return askpass;
  }

  /** Takes no more questions; those that wait stay without an answer. */
  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket: Socket, answer: AskpassHandler): void {
    this.#sockets.add(socket);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > maxQuestion) socket.destroy();
      if (!text.endsWith('\n')) return;
      const question = questionOf(text);
      if (!question) socket.destroy();
      else
        answer(question).then(
          (given) => socket.end(given === undefined ? '' : JSON.stringify(given)),
          () => socket.destroy(),
        );
    });
  }
}

function questionOf(text: string): AskpassQuestion | undefined {
  try {
    const { prompt, kind } = JSON.parse(text) as Partial<AskpassQuestion>;
    return typeof prompt === 'string' && typeof kind === 'string' ? { prompt, kind } : undefined;
  } catch {
    return undefined;
  }
}

import { PassThrough } from 'node:stream';
import type { OperatorTerminal } from '../../../src/access/operate/shell.js';
import type { Msg } from '../../../src/domain/message.js';

/** A terminal whose keys a test presses and whose screen it reads. */
export class FakeTerminal implements OperatorTerminal {
  readonly input = Object.assign(new PassThrough(), {
    isTTY: true,
    isRaw: false,
    setRawMode: (raw: boolean) => {
      this.input.isRaw = raw;
    },
  });
  readonly output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 30 });
  readonly said: Msg[] = [];
  shown = '';

  constructor() {
    this.output.on('data', (chunk: Buffer) => {
      this.shown += chunk.toString();
    });
  }

  say(message: Msg): void {
    this.said.push(message);
  }

  type(keys: string): void {
    this.input.write(keys);
  }

  resize(columns: number, rows: number): void {
    Object.assign(this.output, { columns, rows });
    this.output.emit('resize');
  }
}

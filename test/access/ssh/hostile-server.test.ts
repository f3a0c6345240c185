import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterEach, describe, expect, test } from 'vitest';
import { createSsh2Link } from '../../../src/access/ssh/ssh2-link.js';
import { FailureError } from '../../../src/domain/failure.js';
import { newKeyPair } from '../../../src/drill/ssh/key-pair.js';
import { ScriptedPrompter } from './scripted-prompter.js';

const failureOf = (error: unknown) => (error instanceof FailureError ? error.failure : error);

describe('a server that means no good', () => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0)) await step();
  });

  const start = async (meet: (connection: ssh2.Connection) => void) => {
    const { private: key } = newKeyPair();
    const server = new ssh2.Server({ hostKeys: [key] }, (connection) => {
      connection.on('error', () => {});
      meet(connection);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const home = mkdtempSync(join(tmpdir(), 'cockpit-hostile-'));
    const link = createSsh2Link(
      {
        kind: 'ssh',
        destination: 'x',
        host: '127.0.0.1',
        port: (server.address() as AddressInfo).port,
        user: 'u',
      },
      { home, env: {} },
    );
    undo.push(
      () => link.close(),
      () => new Promise((resolve) => server.close(resolve)),
      () => rmSync(home, { recursive: true, force: true }),
    );
    return link;
  };

  test('and hangs up at every question is not dialled for ever', async () => {
    const link = await start((connection) => {
      connection.on('authentication', (login) => {
        if (login.method !== 'keyboard-interactive') return login.reject(['keyboard-interactive']);
        login.prompt([{ prompt: 'Code: ', echo: false }], () => {});
        setTimeout(() => connection.end(), 5);
      });
    });
    const prompter = new ScriptedPrompter([], { delayMs: 60 });
    await expect(link.connectOnce(prompter).catch(failureOf)).resolves.toMatchObject({ kind: 'unreachable' });
    expect(prompter.asked.length).toBe(3);
  });

  test('and names its login methods in colours is shown without them', async () => {
    const link = await start((connection) => {
      connection.on('authentication', (login) =>
        login.reject(['\u001b[31mpass\u001b]0;x\u0007word' as never]),
      );
    });
    await expect(link.connectOnce(new ScriptedPrompter()).catch(failureOf)).resolves.toMatchObject({
      kind: 'denied',
      detail: 'password',
    });
  });

  test('and hangs up with an escape sequence is shown without it', async () => {
    const link = await start((connection) => {
      connection.on('authentication', (login) => login.accept());
      connection.on('ready', () => setTimeout(() => sendDisconnect(connection, '\u001b[31mbye'), 50));
    });
    await link.connectOnce(new ScriptedPrompter());
    const down = new Promise((resolve) => {
      link.onStatus((status) => status.failure && resolve(status.failure.detail));
    });
    expect(await down).toBe('bye');
  });
});

/** SSH_MSG_DISCONNECT (RFC 4253, 11.1) with a description, which ssh2 itself never sends. */
function sendDisconnect(connection: ssh2.Connection, text: string): void {
  const { _protocol: protocol } = connection as unknown as {
    readonly _protocol: {
      readonly _packetRW: {
        write: { alloc(size: number): Buffer; allocStart: number; finalize(p: Buffer): Buffer };
      };
      readonly _cipher: { encrypt(packet: Buffer): void };
    };
  };
  const { write } = protocol._packetRW;
  const size = Buffer.byteLength(text);
  const packet = write.alloc(1 + 4 + 4 + size + 4);
  let at = write.allocStart;
  packet[at] = 1;
  at = packet.writeUInt32BE(2, at + 1);
  at = packet.writeUInt32BE(size, at);
  at += packet.write(text, at);
  packet.writeUInt32BE(0, at);
  protocol._cipher.encrypt(write.finalize(packet));
}

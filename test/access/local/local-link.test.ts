import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalLink } from '../../../src/access/local/local-link.js';
import { run, until } from '../ssh/real-sshd.js';

describe('the link to the machine itself', () => {
  let link: LocalLink;
  beforeEach(() => {
    link = new LocalLink();
  });
  afterEach(() => link.close());

  it('is up from the start', () => {
    expect(link.status).toMatchObject({ phase: 'up', epoch: 1, dockerPath: 'local' });
  });

  it('runs a command without a shell', async () => {
    expect(await run(link, 'printf', '%s', '$HOME `id`')).toBe('$HOME `id`');
  });

  it('gives the exit code, and the signal of a command that ignored the end of its input', async () => {
    expect(await (await link.exec(['sh', '-c', 'exit 3'])).exit).toEqual({ code: 3, lost: false });
    const process = await link.exec(['sleep', '60']);
    process.close();
    expect(await process.exit).toEqual({ code: undefined, signal: 'SIGTERM', lost: false });
  });

  it('says that a command is missing', async () => {
    await expect(link.exec(['no-such-command'])).rejects.toMatchObject({
      failure: { kind: 'missing', what: { id: 'link.exec.failed', params: { command: 'no-such-command' } } },
    });
  });

  it('ends a command when its signal aborts', async () => {
    const abort = new AbortController();
    const process = await link.exec(['cat'], abort.signal);
    abort.abort();
    expect(await process.exit).toMatchObject({ code: 0 });
  });

  it('opens unix sockets and ports', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'cockpit-local-'));
    const server = createServer((socket) => socket.end('hello'));
    await new Promise<void>((resolve) => server.listen(join(dir, 's'), resolve));
    const socket = link.unix(join(dir, 's'));
    const text = await new Promise((resolve) =>
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    );
    expect(text).toBe('hello');
    server.close();
    rmSync(dir, { recursive: true });
    await until(() => link.status.channels === 0);
  });

  it('says what it could not open', async () => {
    const socket = link.unix('/nonexistent.sock');
    expect(await new Promise((resolve) => socket.once('error', resolve))).toMatchObject({
      failure: { kind: 'unreachable', what: { id: 'link.open.failed' }, detail: 'ENOENT' },
    });
  });

  it('ends everything when it closes', async () => {
    const process = await link.exec(['cat']);
    const stubborn = await link.exec(['sh', '-c', 'trap "" TERM; while :; do sleep 0.1; done']);
    await link.close();
    expect(await process.exit).toMatchObject({ code: 0 });
    expect(await stubborn.exit).toMatchObject({ signal: 'SIGKILL' });
    await expect(link.exec(['true'])).rejects.toMatchObject({ failure: { what: { id: 'link.closed' } } });
    expect(link.status).toMatchObject({ phase: 'closed', channels: 0 });
  });
});

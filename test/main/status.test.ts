import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { fail } from '../../src/domain/failure.js';
import type { HostEntry } from '../../src/domain/host.js';
import { msg } from '../../src/domain/message.js';
import { reportStatus } from '../../src/main/status.js';
import { reportOf } from '../../src/main/status-schema.js';
import { salonHost } from '../diagnosis/support/view.js';

const host = (name: string): HostEntry => ({ ...salonHost, name });

async function run(
  entries: readonly HostEntry[],
  reach: (entry: HostEntry) => Promise<never>,
  options: { readonly json?: boolean; readonly all?: boolean } = {},
) {
  let out = '';
  const write = async (text: string) => {
    out += text;
  };
  const code = await reportStatus(
    entries,
    { lang: 'en', json: false, version: '0', ...options },
    { reach, write },
  );
  return { code, out };
}

const refused = async () => {
  throw fail('denied', msg('link.closed'), { detail: 'Permission denied (publickey)' });
};

describe('cockpit status', () => {
  test('of a host that refuses the login is unknown, with its words', async () => {
    const { code, out } = await run([host('shop')], refused);
    expect(code).toBe(3);
    expect(out).toMatch(/^COCKPIT UNKNOWN - shop: host not reached: [^|]+\n/);
    expect(out).toContain('Permission denied (publickey)');
  });

  test('prints one object for one host and an array for a list, of one host too', async () => {
    const one = await run([host('shop')], refused, { json: true });
    expect(reportOf(JSON.parse(one.out)).host).toBe('shop');
    const list = await run([host('shop')], refused, { json: true, all: true });
    expect(JSON.parse(list.out).map(reportOf)).toHaveLength(1);
    const several = await run([host('a'), host('b')], refused, { json: true });
    expect(JSON.parse(several.out).map((found: unknown) => reportOf(found).host)).toEqual(['a', 'b']);
  });

  test('has a line for each of several hosts, in their order, whichever is first to answer', async () => {
    const { out } = await run([host('slow'), host('quick')], async ({ name }) => {
      if (name === 'slow') await new Promise((done) => setTimeout(done, 30));
      return refused();
    });
    expect(out.split('\n').map((line) => /^COCKPIT UNKNOWN - (\w+):/.exec(line)?.[1])).toEqual([
      'slow',
      'quick',
      undefined,
    ]);
  });

  test('reaches at most four hosts at once', async () => {
    let now = 0;
    let most = 0;
    await run(
      Array.from({ length: 9 }, (_, n) => host(`h${n}`)),
      async () => {
        most = Math.max(most, ++now);
        await new Promise((done) => setTimeout(done, 5));
        now--;
        return refused();
      },
    );
    expect(most).toBe(4);
  });

  test('of a host on which cockpit itself fails is unknown, and the others have their report', async () => {
    const { code, out } = await run([host('bad'), host('other')], async ({ name }) => {
      if (name === 'bad') throw new TypeError('x is not a function');
      return refused();
    });
    expect(code).toBe(3);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(out).toContain('cockpit itself failed');
  });

  test('of a host that accepts and then says nothing ends by its deadline', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => sockets.add(socket.on('error', () => {})));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const connection = { kind: 'ssh', destination: '127.0.0.1', port, user: 'nobody' } as const;
    let out = '';
    const write = async (text: string) => {
      out += text;
    };
    const begin = Date.now();
    try {
      const entry = { ...host('silent'), connection };
      const options = { lang: 'en', json: false, version: '0', timeoutMs: 1500 } as const;
      expect(await reportStatus([entry], options, { write })).toBe(3);
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
    expect(out).toMatch(/^COCKPIT UNKNOWN - silent: host not reached: no answer in time\n/);
    expect(Date.now() - begin).toBeLessThan(12_000);
  });

  test('without any host is unknown', async () => {
    expect(await run([], refused)).toEqual({ code: 3, out: 'COCKPIT UNKNOWN - no host is configured\n' });
    expect(await run([], refused, { json: true })).toEqual({ code: 3, out: '[]\n' });
  });
});

import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import type { WebReply } from '../../../src/domain/access.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { createChecksProbe } from '../../../src/probes/checks/checks-probe.js';
import {
  commandCheck,
  commandsThat,
  hostThatSays,
  hostWith,
  httpCheck,
  reply,
  tlsCheck,
  webThat,
} from './readers.js';

const noHost = hostThatSays({});
const noCommands = commandsThat(() => Promise.reject(new Error('not used')));
const noWeb = webThat(() => Promise.reject(new Error('not used')));
const signal = () => new AbortController().signal;

const certificate = (validTo: number) => ({ validTo, validFrom: 0, issuer: '', subject: '', error: '' });

/** A clock that the test sets. */
const clock = () => {
  let at = 1_000_000;
  return { now: () => at, pass: (seconds: number) => (at += seconds * 1000) };
};

describe('the checks of a host', () => {
  test('are made each on its own interval', async () => {
    const { now, pass } = clock();
    const urls: string[] = [];
    const web = webThat(async (url) => {
      urls.push(url);
      return reply();
    });
    const probe = createChecksProbe(
      hostWith(httpCheck('often', { everySeconds: 10 }), httpCheck('seldom', { everySeconds: 60 })),
      { now },
    );
    const read = () => probe.read({ web, host: noHost, commands: noCommands }, signal());
    const first = await read();
    pass(10);
    const second = await read();
    expect(urls).toEqual(['https://often.example/', 'https://seldom.example/', 'https://often.example/']);
    expect(second[1]).toEqual(first[1]);
    expect(second[0]?.at).toBe(now());
  });

  test('fail alone, in the order of the entry', async () => {
    const web = webThat(async (url) => {
      if (url.includes('bad')) throw new Error('connect ECONNREFUSED 127.0.0.1:443');
      return reply();
    });
    const probe = createChecksProbe(hostWith(httpCheck('bad'), httpCheck('good')));
    const results = await probe.read({ web, host: noHost, commands: noCommands }, signal());
    expect(results.map((r) => [r.id, r.severity, r.reason])).toEqual([
      ['bad', 'critical', 'refused'],
      ['good', 'ok', undefined],
    ]);
  });

  test('let go of the signal of their read, which would be kept for ever otherwise', async () => {
    const probe = createChecksProbe(hostWith(httpCheck('one')));
    const { signal: own } = new AbortController();
    await probe.read({ web: webThat(async () => reply()), host: noHost, commands: noCommands }, own);
    expect(getEventListeners(own, 'abort')).toEqual([]);
  });

  test('are at most four at once', async () => {
    let running = 0;
    let most = 0;
    const web = webThat(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return reply();
    });
    const checks = Array.from({ length: 11 }, (_, n) => httpCheck(`c${n}`));
    const results = await createChecksProbe(hostWith(...checks)).read(
      { web, host: noHost, commands: noCommands },
      signal(),
    );
    expect(most).toBe(4);
    expect(results).toHaveLength(11);
  });

  test('that are slow hold up a read no longer than its patience, and show later', async () => {
    let answer = () => {};
    const web = webThat((url) =>
      url.includes('slow')
        ? new Promise((resolve) => {
            answer = () => resolve(reply({ status: 504 }));
          })
        : Promise.resolve(reply()),
    );
    const probe = createChecksProbe(hostWith(httpCheck('slow'), httpCheck('quick')), { patienceMs: 20 });
    const first = await probe.read({ web, host: noHost, commands: noCommands }, signal());
    expect(first.map((r) => r.id)).toEqual(['quick']);
    answer();
    const second = await probe.read({ web, host: noHost, commands: noCommands }, signal());
    expect(second.map((r) => [r.id, r.value])).toEqual([
      ['slow', 504],
      ['quick', 200],
    ]);
  });

  test('are never made twice at the same time', async () => {
    const get = vi.fn(() => new Promise<never>(() => {}));
    const probe = createChecksProbe(hostWith(httpCheck('hung', { everySeconds: 0 })), { patienceMs: 5 });
    await probe.read({ web: { get }, host: noHost, commands: noCommands }, signal());
    await probe.read({ web: { get }, host: noHost, commands: noCommands }, signal());
    expect(get).toHaveBeenCalledTimes(1);
  });

  test('that fail are made again after 5 s', async () => {
    const { now, pass } = clock();
    let status = 502;
    const web = webThat(async () => reply({ status }));
    const probe = createChecksProbe(hostWith(httpCheck('site', { everySeconds: 60 })), { now });
    const read = () => probe.read({ web, host: noHost, commands: noCommands }, signal());
    expect((await read())[0]?.severity).toBe('critical');
    status = 200;
    pass(4);
    expect((await read())[0]?.severity).toBe('critical');
    pass(1);
    expect((await read())[0]?.severity).toBe('ok');
  });

  test('that saw no certificate are made again soon, then ever more rarely, until they see one', async () => {
    const { now, pass } = clock();
    const beganAt = now();
    const askedAt: number[] = [];
    let tls: WebReply['tls'] | undefined;
    const web = webThat(async () => {
      askedAt.push((now() - beganAt) / 1000);
      if (tls) return reply({ tls });
      throw fail('timeout', msg('access.timeout', { what: 'cert.example', seconds: 8 }));
    });
    const probe = createChecksProbe(hostWith(tlsCheck('cert', { everySeconds: 600 })), { now });
    const read = () => probe.read({ web, host: noHost, commands: noCommands }, signal());
    const readFor = async (seconds: number) => {
      for (let n = 0; n < seconds; n++) {
        await read();
        pass(1);
      }
    };
    await readFor(200);
    expect(askedAt).toEqual([0, 5, 15, 35, 75, 135, 195]);
    tls = certificate(now() + 60 * 86_400_000);
    await readFor(600);
    expect(askedAt.slice(7)).toEqual([255]);
    expect((await read())[0]?.severity).toBe('ok');
  });

  test('that saw a bad certificate are made again every 5 s in the minute after a change, good ones are not', async () => {
    const { now, pass } = clock();
    const asked = { bad: 0, good: 0 };
    const web = webThat(async (url) => {
      const isBad = url.includes('bad');
      asked[isBad ? 'bad' : 'good'] += 1;
      return reply({ tls: certificate(now() + (isBad ? -1000 : 60 * 86_400_000)) });
    });
    const checks = [tlsCheck('bad', { everySeconds: 600 }), tlsCheck('good', { everySeconds: 600 })];
    const probe = createChecksProbe(hostWith(...checks), { now });
    const readFor = async (seconds: number) => {
      for (let n = 0; n < seconds; n++) {
        await probe.read({ web, host: noHost, commands: noCommands }, signal());
        pass(1);
      }
    };
    await readFor(30);
    expect(asked).toEqual({ bad: 1, good: 1 });
    probe.hasChanged();
    await readFor(60);
    expect(asked).toEqual({ bad: 13, good: 1 });
    await readFor(60);
    expect(asked).toEqual({ bad: 14, good: 1 });
  });

  test('that saw a bad certificate are made again within a minute, so that a renewed one shows', async () => {
    const { now, pass } = clock();
    const get = vi.fn(async () => reply({ tls: certificate(now() - 1000) }));
    const probe = createChecksProbe(hostWith(tlsCheck('cert', { everySeconds: 600 })), { now });
    const read = () => probe.read({ web: { get }, host: noHost, commands: noCommands }, signal());
    expect((await read())[0]).toMatchObject({ severity: 'critical', reason: 'expired' });
    pass(59);
    await read();
    expect(get).toHaveBeenCalledTimes(1);
    pass(1);
    await read();
    expect(get).toHaveBeenCalledTimes(2);
  });

  test('are called off with their read, which leaves no result', async () => {
    const called = new AbortController();
    const seen: AbortSignal[] = [];
    const web = webThat((_url, _options, own) => {
      seen.push(own);
      return new Promise((_resolve, reject) =>
        own.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
      );
    });
    const probe = createChecksProbe(hostWith(httpCheck('site')), { patienceMs: 5000 });
    const reading = probe.read({ web, host: noHost, commands: noCommands }, called.signal);
    called.abort();
    expect(await reading).toEqual([]);
    expect(seen[0]?.aborted).toBe(true);
  });

  test('without a link are unread, which says nothing about the site', async () => {
    const web = webThat(async () => {
      throw fail('unreachable', msg('link.down'));
    });
    const [result] = await createChecksProbe(hostWith(httpCheck('site'))).read(
      { web, host: noHost, commands: noCommands },
      signal(),
    );
    expect(result).toMatchObject({ severity: 'unknown', reason: 'unread' });
  });

  test('that are commands are run again at their interval only, since what an unanswered one has done is unknown', async () => {
    const { now, pass } = clock();
    const run = vi.fn(() => Promise.reject(fail('unreachable', msg('link.lost'))));
    const probe = createChecksProbe(hostWith(commandCheck('slow', { everySeconds: 60 })), { now });
    const read = () => probe.read({ web: noWeb, host: noHost, commands: { run } }, signal());
    expect((await read())[0]).toMatchObject({ kind: 'command', severity: 'unknown', reason: 'unread' });
    pass(59);
    await read();
    expect(run).toHaveBeenCalledTimes(1);
    pass(1);
    await read();
    expect(run).toHaveBeenCalledTimes(2);
  });

  test('that are commands leave room for the others', async () => {
    let running = 0;
    let most = 0;
    const commands = commandsThat(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 10));
      running--;
      return { code: 0, stdout: 'fine\n', stderr: '' };
    });
    const names = ['a', 'b', 'c', 'd', 'e'];
    const probe = createChecksProbe(hostWith(...names.map((id) => commandCheck(id)), httpCheck('web')));
    const web = webThat(async () => reply());
    const results = await probe.read({ web, host: noHost, commands }, signal());
    expect(most).toBe(2);
    expect(results.map((r) => r.severity)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  });
});

import { afterEach, beforeAll, expect, test } from 'vitest';
import { readCommand } from '../../src/domain/read-commands.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { connectHard, databaseName, failureOf, never, queueLengths, timed } from './hard-host.js';

describeLab('a host that runs few commands at once', () => {
  let lab: Lab;
  const undo: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    lab = await startLab();
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  const open = async (name: string, lines: readonly string[]) => {
    const sshd = await lab.sshdVariant(name, lines);
    undo.push(() => sshd.stop());
    const host = await connectHard(lab, { port: sshd.port });
    undo.push(() => host.close());
    return host;
  };

  test('MaxSessions 1: metrics and commands take turns', async () => {
    const host = await open('hard-one', ['MaxSessions 1']);
    const { readers } = host;
    await readers.host.tick([], never);
    for (let round = 0; round < 3; round += 1) {
      const { value, ms } = await timed(
        Promise.all([
          readers.host.tick([], never),
          readers.host.run(readCommand('df'), never),
          readers.host.run(readCommand('uname'), never),
          readers.docker.list(never),
          databaseName(host),
          queueLengths(host),
        ]),
      );
      expect(value[0].sections.get('loadavg')).toMatch(/^\d/);
      expect(value[1].stdout).toContain('Filesystem');
      expect(value[2].stdout).toContain('Linux');
      expect(value[3].length).toBeGreaterThan(5);
      expect(value[4]).toEqual([{ name: 'salon_gbp' }]);
      expect(value[5]?.[0]).toBe('PONG');
      expect(ms).toBeLessThan(5_000);
    }
    expect(readers.dockerPath).toBe('socket');
    expect(host.link.execLimit).toBe(1);
    const busy = await lab.run('pgrep -u ops -fc "while IFS="');
    expect(Number(busy.stdout)).toBeLessThanOrEqual(1);
  });

  test('MaxSessions 1 without forwards: Docker, database and queues take their turns too; streams say why not', async () => {
    const host = await open('hard-one-only', ['MaxSessions 1', 'DisableForwarding yes']);
    const { readers } = host;
    await readers.host.tick([], never);
    for (let round = 0; round < 2; round += 1) {
      const [tick, list, name, queues] = await Promise.all([
        readers.host.tick([], never),
        readers.docker.list(never),
        databaseName(host),
        queueLengths(host),
      ]);
      expect(tick.sections.get('loadavg')).toMatch(/^\d/);
      expect(list.length).toBeGreaterThan(5);
      expect(name).toEqual([{ name: 'salon_gbp' }]);
      expect(queues?.[0]).toBe('PONG');
    }
    expect(await readers.docker.events(undefined, () => undefined, never).catch(failureOf)).toMatchObject({
      kind: 'unsupported',
      what: { id: 'access.docker.streams' },
      next: { id: 'access.docker.forward-refused.next' },
    });
  });

  test('MaxSessions 0: forwards serve what they can, the rest says why at once', async () => {
    const host = await open('hard-none', ['MaxSessions 0']);
    const { readers } = host;
    const { value, ms } = await timed(readers.host.tick([], never).catch(failureOf));
    expect(value).toMatchObject({
      kind: 'denied',
      what: { id: 'link.exec.refused' },
      next: { id: 'link.exec.refused.next' },
    });
    expect(ms).toBeLessThan(3_000);
    expect((await readers.docker.list(never)).length).toBeGreaterThan(5);
    expect(await databaseName(host)).toEqual([{ name: 'salon_gbp' }]);
    expect((await queueLengths(host))?.[0]).toBe('PONG');
  });

  test('MaxSessions 0 without forwards: Docker says that there is no way', async () => {
    const host = await open('hard-nothing', ['MaxSessions 0', 'DisableForwarding yes']);
    const { value, ms } = await timed(host.readers.docker.list(never).catch(failureOf));
    expect(value).toMatchObject({
      kind: 'denied',
      what: { id: 'access.docker.no-way' },
      next: { id: 'access.docker.no-way.next' },
    });
    expect(await databaseName(host)?.catch(failureOf)).toMatchObject({
      what: { id: 'access.docker.no-way' },
    });
    expect(ms).toBeLessThan(3_000);
  });
});

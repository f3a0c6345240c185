import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBeat } from '../../../src/probes/queues/celery/beat.js';

const clients = readFileSync(new URL('../../fixtures/redis/client-list.txt', import.meta.url), 'utf8');
const running = { state: 'running', addresses: ['127.0.0.1'] };
const noRedbeat = [-2, 0];

function beat(name: string | undefined = 'beat') {
  const clock = { now: 1_000_000 };
  return { clock, own: createBeat(name, () => clock.now) };
}

describe('whether beat lives', () => {
  it('is not asked where nothing speaks of one', () => {
    expect(createBeat(undefined, () => 0).accept(noRedbeat, undefined)).toBeUndefined();
  });

  it('is told by its container when that does not run', () => {
    expect(beat().own.accept(noRedbeat, { state: 'exited', addresses: [] })).toMatchObject({
      alive: false,
      note: { id: 'queues.beat.container', params: { state: 'exited' } },
    });
  });

  it('is unknown while its container runs and nothing was seen being sent', () => {
    expect(beat().own.accept(noRedbeat, running)).toMatchObject({
      alive: 'unknown',
      note: { id: 'queues.beat.notSeen' },
    });
    expect(beat().own.accept(noRedbeat, undefined)).toMatchObject({ note: { id: 'queues.beat.noEvidence' } });
  });

  it('is told by the connection over which it sends jobs to Redis, which is then asked for alone', () => {
    const { own } = beat();
    expect(own.commands(running).at(-1)).toEqual(['CLIENT', 'LIST', 'TYPE', 'normal']);
    const idle = Number(/ idle=(\d+) [^\n]* cmd=lpush /.exec(clients)?.[1]);
    expect(own.accept([...noRedbeat, clients], running)).toEqual({
      name: 'beat',
      alive: true,
      lastSeconds: idle,
    });
    expect(own.commands(running).at(-1)?.slice(0, 3)).toEqual(['CLIENT', 'LIST', 'ID']);
  });

  it('is asked of its container at once when that connection is gone', () => {
    let lost = 0;
    const own = createBeat(
      'beat',
      () => 1_000_000,
      () => lost++,
    );
    own.accept([...noRedbeat, clients], running);
    expect(lost).toBe(0);
    own.accept([...noRedbeat, ''], running);
    expect(lost).toBe(1);
    expect(own.commands(running).at(-1)).toEqual(['CLIENT', 'LIST', 'TYPE', 'normal']);
  });

  it('does not take the connection of another container for that of beat', () => {
    const elsewhere = { state: 'running', addresses: ['127.0.0.2'] };
    expect(beat().own.accept([...noRedbeat, clients], elsewhere)?.alive).toBe('unknown');
  });

  it('is unknown to a role that may not list clients', () => {
    expect(beat().own.accept([...noRedbeat, new Error('NOPERM')], running)?.alive).toBe('unknown');
  });

  it('is told by what its log says it sent', () => {
    const { own, clock } = beat();
    own.noteSent(clock.now - 4000);
    expect(own.accept(noRedbeat, running)).toEqual({ name: 'beat', alive: true, lastSeconds: 4 });
  });

  it('is in doubt when it has been silent for far longer than ever before', () => {
    const { own, clock } = beat();
    for (const ago of [70, 65, 60, 55]) own.noteSent(clock.now - ago * 1000);
    expect(own.accept(noRedbeat, running)?.alive).toBe(true);
    clock.now += 6000;
    expect(own.accept(noRedbeat, running)).toMatchObject({
      alive: 'unknown',
      note: { id: 'queues.beat.silent' },
    });
  });

  it.each([
    [[42, 1], true],
    [[-2, 1], false],
  ])('is told by the lock of RedBeat: TTL and schedule %j', (replies, alive) => {
    expect(createBeat(undefined, () => 0).accept(replies, undefined)).toMatchObject({
      name: 'redbeat',
      alive,
    });
  });
});

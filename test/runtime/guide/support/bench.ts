import { onTestFinished, vi } from 'vitest';
import type { Readers } from '../../../../src/domain/access.js';
import type { Seen } from '../../../../src/domain/evidence.js';
import type { HostEntry } from '../../../../src/domain/host.js';
import type { Jobs } from '../../../../src/domain/job.js';
import { initialLink } from '../../../../src/domain/link.js';
import type { Msg } from '../../../../src/domain/message.js';
import type { ActionRecord, Approval, Operator, Outcome, Pin } from '../../../../src/domain/perform.js';
import type { Playbook } from '../../../../src/domain/playbook.js';
import type { OperatedLiveData, StepProbe } from '../../../../src/domain/step-probe.js';
import type { Visit, Walk } from '../../../../src/domain/walk.js';
import type { RecordedJob } from '../../../../src/runtime/guide/context.js';
import { createGuide, type RunningGuide } from '../../../../src/runtime/guide/guide.js';
import { initialState } from '../../../../src/store/state.js';
import { createCockpitStore } from '../../../../src/store/store.js';
import { hostEntry } from '../../../probes/support/host-entry.js';

type Look = (args: Parameters<StepProbe['read']>[1], signal: AbortSignal) => Seen | Promise<Seen>;

export interface BenchOptions {
  readonly playbooks: readonly Playbook[];
  /** What each step probe sees, by its id; by default nothing. */
  readonly looks?: Readonly<Record<string, Look>>;
  readonly mode?: 'run' | 'dry-run' | 'copy';
  readonly readingMs?: number;
  readonly host?: Partial<HostEntry>;
  readonly perform?: (approval: Approval, options: Parameters<Operator['perform']>[1]) => Promise<Outcome>;
  readonly operator?: Partial<Operator>;
  readonly append?: (record: ActionRecord) => Promise<void>;
  readonly jobs?: Partial<Jobs>;
  readonly recorded?: () => Promise<readonly RecordedJob[]>;
}

export const lines = (...texts: readonly string[]): Seen => ({
  command: 'look',
  where: 'host',
  exit: 0,
  lines: texts.map((text) => ({ text, stream: 'stdout' })),
});

export const containerPin = (name: string, startedAt = 'monday'): Pin => ({
  kind: 'container',
  name,
  id: `id-of-${name}`,
  startedAt,
});

export const outcome = (kind: Outcome['kind'], more: Partial<Outcome> = {}): Outcome => ({
  kind,
  lines: [],
  startedAt: Date.now(),
  endedAt: Date.now(),
  ...more,
});

/** A guide with a scripted operator and scripted step probes, on fake timers; nothing real is touched. */
export function setUp(options: BenchOptions) {
  vi.useFakeTimers();
  const { playbooks, looks = {}, mode = 'run' } = options;
  const host: HostEntry = { ...hostEntry, ...options.host };
  const state = initialState({
    host,
    mode: 'operate',
    lang: 'en',
    now: Date.now(),
    size: { columns: 80, rows: 24 },
  });
  const store = createCockpitStore(state);
  const link = (phase: 'up' | 'down') =>
    store.dispatch({ type: 'link', status: { ...initialLink, phase, since: Date.now() } });
  link('up');

  const order: string[] = [];
  const records: ActionRecord[] = [];
  const toasts: Msg[] = [];
  const copied: string[] = [];
  const pinContainer = vi.fn(async (name: string): Promise<Pin | undefined> => containerPin(name));
  const perform = vi.fn(async (approval: Approval, more: Parameters<Operator['perform']>[1]) => {
    order.push(`perform ${approval.plan.shown}`);
    return (await options.perform?.(approval, more)) ?? outcome('done');
  });
  const operator: { -readonly [K in keyof Operator]: Operator[K] } = {
    hostKey: 'SHA256:first',
    compose: vi.fn(async () => ['docker', 'compose', '-f', '/srv/a.yml']),
    pinContainer,
    pinSession: vi.fn(async () => undefined),
    run: vi.fn(() => Promise.reject(new Error('step probes are scripted here'))),
    perform,
    jobs: {
      list: async () => ({ jobs: [], underway: [] }),
      follow: async () => ({ now: { state: 'void' as const }, lines: [] }),
      settle: async () => ({ state: 'void' as const }),
      ...options.jobs,
      forget: async (id, signal) => {
        order.push(`forget ${id}`);
        await options.jobs?.forget?.(id, signal);
      },
    },
    shell: vi.fn(async () => ({ exit: 0, lost: false, timedOut: false, lines: [], cut: false, ms: 1 })),
    ...options.operator,
  };
  const stepProbes = Object.entries(looks).map(
    ([id, look]): StepProbe => ({
      id,
      about: id,
      parameters: {},
      fields: [],
      gives: 'both',
      read: async (_from, args, { signal }) => {
        order.push(`read ${id}`);
        return look(args, signal);
      },
    }),
  );
  const guide: RunningGuide = createGuide({
    store,
    host,
    operator,
    stepProbes,
    readers: {} as Readers,
    live: { changed: () => {} } as OperatedLiveData,
    log: {
      append: async (record) => {
        order.push(`record ${record.event}`);
        await options.append?.(record);
        records.push(record);
      },
    },
    ...(options.recorded ? { recorded: options.recorded } : {}),
    now: Date.now,
    mode,
    readingMs: options.readingMs ?? 0,
    who: 'tester@here',
    copy: (text) => copied.push(text),
    suspend: async (work) => {
      order.push('screen away');
      const result = await work();
      order.push('screen back');
      return result;
    },
    toast: (text) => toasts.push(text),
  });
  guide.setPlaybooks(playbooks, []);
  onTestFinished(async () => {
    await guide.stop();
    vi.useRealTimers();
  });

  const walk = (): Walk => {
    const { current, walks } = store.getState().guide;
    const found = current === undefined ? undefined : walks[current];
    if (!found) throw new Error('no walk is open');
    return found;
  };
  const visit = (): Visit => {
    const last = walk().visits.at(-1);
    if (!last) throw new Error('the walk has no visit');
    return last;
  };
  const settle = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
  return {
    store,
    guide,
    operator,
    perform,
    pinContainer,
    order,
    records,
    toasts,
    copied,
    link,
    settle,
    walk,
    visit,
    state: () => store.getState().guide,
    /** Ids of the steps that the walk visited. */
    trail: () => walk().visits.map(({ step }) => step),
    toasted: (id: string) =>
      toasts.some((text) => text.id === id || JSON.stringify(text).includes(`"${id}"`)),
    async open(id: string) {
      guide.open(id);
      await settle();
    },
    async proceed() {
      guide.proceed();
      await settle();
    },
    async press(...keys: readonly string[]) {
      for (const key of keys) guide.press(key, [...key].length === 1 ? key : undefined);
      await settle();
    },
  };
}

export const never = <T>(signal?: AbortSignal): Promise<T> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

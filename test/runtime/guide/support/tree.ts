import type {
  ActionStep,
  Bilingual,
  Deed,
  Playbook,
  ProbeCall,
  ProbeStep,
  Step,
  VerdictRule,
} from '../../../../src/domain/playbook.js';

const place = { file: 'test.yaml', line: 1, column: 1 };

export const both = (text: string): Bilingual => ({ en: text, ja: text });

const base = (id: string) => ({ id, title: both(id), source: [], place });

export const read = (probe: string, more: Partial<ProbeCall> = {}): ProbeCall => ({
  name: probe,
  probe,
  with: {},
  timeoutSeconds: 5,
  ...more,
});

/** A rule that holds when the output has such a line. */
export const seen = (
  pattern: string,
  verdict: VerdictRule['verdict'],
  go: string,
  more: Partial<VerdictRule> = {},
): VerdictRule => ({
  when: { op: 'line', stream: 'output', pattern },
  verdict,
  say: both(`saw ${pattern}`),
  capture: [],
  go,
  place,
  ...more,
});

export const otherwise = (verdict: VerdictRule['verdict'], go: string): VerdictRule => ({
  verdict,
  say: both('nothing else'),
  capture: [],
  go,
  place,
});

export const probe = (
  id: string,
  rules: readonly VerdictRule[],
  reads: readonly ProbeCall[] = [read(id)],
): ProbeStep => ({ ...base(id), kind: 'probe', reads, rules });

export const deed = (argv: readonly string[], more: Partial<Deed> = {}): Deed => ({
  act: { do: 'run', on: 'host', argv },
  risk: 'low',
  confirm: 'key',
  target: '@{app}',
  impact: both('short outage'),
  timeoutSeconds: 30,
  ...more,
});

export const action = (
  id: string,
  argv: readonly string[],
  more: Partial<Omit<ActionStep, 'deed'>> & { readonly deed?: Partial<Deed> } = {},
): ActionStep => {
  const { deed: how, ...rest } = more;
  return {
    ...base(id),
    kind: 'action',
    deed: deed(argv, how),
    requires: [],
    go: { done: 'fixed', failed: 'escalate', declined: 'by-hand' },
    ...rest,
  };
};

export const undoBy = (title: string, argv: readonly string[]): NonNullable<ActionStep['undo']> => ({
  ...deed(argv),
  title: both(title),
});

export const ask = (id: string, options: Readonly<Record<string, string>>): Step => ({
  ...base(id),
  kind: 'ask',
  options: Object.entries(options).map(([label, go]) => ({ id: label, label: both(label), go })),
});

export const note = (id: string, go: string, copy?: string): Step => ({
  ...base(id),
  kind: 'note',
  text: both(id),
  go,
  ...(copy === undefined ? {} : { copy }),
});

export const end = (id: string, outcome: 'resolved' | 'mitigated' | 'escalate' | 'unknown'): Step => ({
  ...base(id),
  kind: 'end',
  outcome,
  say: both(`ended ${outcome}`),
});

export const undoStep = (id: string, go: string): Step => ({ ...base(id), kind: 'undo', go });

export const branch = (id: string, value: string, is: string, go: string, other: string): Step => ({
  ...base(id),
  kind: 'branch',
  rules: [{ when: { op: 'value', name: value, match: { is } }, go }, { go: other }],
});

export const call = (
  id: string,
  playbook: string,
  go: string,
  given: Readonly<Record<string, string>> = {},
): Step => ({ ...base(id), kind: 'call', playbook, with: given, go });

export const wait = (id: string, pattern: string, go: { met: string; late: string }): Step => ({
  ...base(id),
  kind: 'wait',
  reads: [read(id)],
  until: { op: 'line', stream: 'output', pattern },
  everySeconds: 2,
  consecutive: 2,
  timeoutSeconds: 20,
  go,
});

export const pick = (id: string, go: string, empty: string): Step => ({
  ...base(id),
  kind: 'pick',
  read: read(id),
  where: { state: { is: 'exited' } },
  columns: ['name', 'state'],
  capture: [{ name: 'chosen', type: 'container', source: { from: 'row', field: 'name' } }],
  go,
  empty,
});

/** The ends that most trees of these tests share. */
export const ends: readonly Step[] = [
  end('fixed', 'resolved'),
  end('escalate', 'escalate'),
  end('unknown', 'unknown'),
  note('by-hand', 'escalate'),
];

/** A tree about the container "api". */
export const tree = (id: string, steps: readonly Step[], more: Partial<Playbook> = {}): Playbook => ({
  id,
  title: both(id),
  about: both(id),
  aliases: [],
  source: [],
  suggest: [],
  needs: [
    {
      name: 'app',
      type: 'container',
      label: both('application'),
      from: [],
      otherwise: 'api',
      optional: false,
    },
  ],
  steps,
  origin: 'team',
  place,
  ...more,
});

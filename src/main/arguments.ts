import { parseArgs } from 'node:util';
import { type Msg, msg } from '../domain/message.js';

/** What `cockpit playbooks …` asks for. */
export type PlaybooksRequest =
  | { readonly action: 'list' }
  /** No files: every tree that is in use. */
  | { readonly action: 'lint'; readonly files: readonly string[] }
  | { readonly action: 'show' | 'graph'; readonly id: string };

/** What `cockpit incident …` asks for; the id `last` is the newest. */
export type IncidentRequest =
  | { readonly action: 'list' }
  | { readonly action: 'show' | 'export'; readonly id: string };

/** A drill: its scenario by name or file, or by lot. */
export interface DrillRun {
  readonly action: 'run';
  /** Id, or a path of a YAML file. */
  readonly scenario?: string;
  readonly random?: true;
  /** The same seed draws the same lot. */
  readonly seed?: number;
  /** When the trouble begins, in place of what the scenario says. */
  readonly afterSeconds?: number;
}

/** What `cockpit drill …` asks for. */
export type DrillRequest = DrillRun | { readonly action: 'list' };

/** What the command line asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'hosts' }
  | { readonly kind: 'open'; readonly host: string }
  | { readonly kind: 'snapshot'; readonly host: string }
  | { readonly kind: 'watch'; readonly host: string }
  /** No host: all of hosts.yaml. */
  | { readonly kind: 'status'; readonly host?: string }
  | { readonly kind: 'doctor'; readonly host: string }
  | { readonly kind: 'config' }
  | { readonly kind: 'drill'; readonly of: DrillRequest }
  | { readonly kind: 'playbooks'; readonly of: PlaybooksRequest }
  | { readonly kind: 'actions'; readonly host?: string }
  | { readonly kind: 'checklists'; readonly host?: string }
  | { readonly kind: 'coverage'; readonly item?: string }
  | { readonly kind: 'incident'; readonly of: IncidentRequest };

export interface Options {
  readonly config?: string;
  readonly lang?: 'en' | 'ja';
  readonly ascii: boolean;
  /** Actions are shown and confirmed, but not run. */
  readonly dryRun: boolean;
  /** Actions are only copied. */
  readonly copyOnly: boolean;
  /** `status` as JSON. */
  readonly json: boolean;
  /** `doctor` prints the set-up of a login with the least rights. */
  readonly setup: boolean;
  /** `incident export` writes this file instead of standard output. */
  readonly out?: string;
  /** `watch`: seconds that a pane stays on show; 0: no turns. */
  readonly dwellSeconds?: number;
}

export type Parsed =
  | { readonly ok: true; readonly request: Request; readonly options: Options }
  | { readonly ok: false; readonly problem: Msg };

const commands = [
  'watch',
  'status',
  'doctor',
  'snapshot',
  'playbooks',
  'actions',
  'checklists',
  'coverage',
  'incident',
  'config',
  'local',
  'drill',
  'hosts',
  'help',
] as const;
const playbookCommands = ['list', 'lint', 'show', 'graph'] as const;

/** Reads the arguments after the program's name. */
export function parseArguments(argv: readonly string[]): Parsed {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('.')[0] ?? '') : String(error);
    return bad(msg('cli.bad-option', { why }));
  }
  const { values, positionals } = parsed;
  const lang = values.lang;
  if (lang !== undefined && lang !== 'en' && lang !== 'ja') return bad(msg('cli.bad-lang', { lang }));
  const dwell = values.turn;
  if (dwell !== undefined && !/^\d{1,4}$/.test(dwell)) return bad(msg('cli.bad-turn', { dwell }));
  const options: Options = {
    json: values.json === true,
    setup: values.setup === true,
    ...(values.out === undefined ? {} : { out: values.out }),
    ...(dwell === undefined ? {} : { dwellSeconds: Number(dwell) }),
    ascii: values.ascii === true,
    dryRun: values['dry-run'] === true,
    copyOnly: values['copy-only'] === true,
    ...(values.config === undefined ? {} : { config: values.config }),
    ...(lang === undefined ? {} : { lang }),
  };
  if (values.help) return { ok: true, request: { kind: 'help' }, options };
  if (values.version) return { ok: true, request: { kind: 'version' }, options };
  const request = requestOf(positionals, values);
  if (!('id' in request)) {
    const stray = strayOption(request, values);
    if (stray) return bad(msg('cli.stray-option', stray));
  }
  return 'id' in request ? bad(request) : { ok: true, request, options };
}

const bad = (problem: Msg): Parsed => ({ ok: false, problem });

/** An option that the command has no use for: left alone, it would seem to have worked. */
function strayOption(
  { kind }: Request,
  values: ReturnType<typeof parse>['values'],
): { option: string; command: string } | undefined {
  const owners = {
    json: 'status',
    all: 'status',
    setup: 'doctor',
    turn: 'watch',
    out: 'incident',
    scenario: 'drill',
    random: 'drill',
    seed: 'drill',
    after: 'drill',
  } as const;
  for (const [option, command] of Object.entries(owners)) {
    if (values[option as keyof typeof owners] !== undefined && kind !== command)
      return { option: `--${option}`, command };
  }
  return undefined;
}

/** What the words ask for, or why nobody can tell. */
function requestOf(
  [first, second, ...rest]: readonly string[],
  values: ReturnType<typeof parse>['values'],
): Request | Msg {
  if (first === 'playbooks') return playbooksRequest(second, rest);
  if (first === 'incident') return incidentRequest(second, rest);
  const extra = rest[0];
  if (extra !== undefined) return msg('cli.too-many', { argument: extra });
  switch (first) {
    case undefined:
      return { kind: 'hosts' };
    case 'hosts':
    case 'help':
    case 'config':
      return second === undefined ? { kind: first } : msg('cli.too-many', { argument: second });
    case 'drill':
      return drillRequest(second, values);
    case 'local':
      return second === undefined ? { kind: 'open', host: first } : msg('cli.too-many', { argument: second });
    case 'snapshot':
    case 'watch':
    case 'doctor':
      return second === undefined ? msg('cli.needs-host', { command: first }) : { kind: first, host: second };
    case 'status':
      if (values.all === true)
        return second === undefined ? { kind: first } : msg('cli.too-many', { argument: second });
      return second === undefined
        ? msg('cli.status.needs-host', { command: first })
        : { kind: first, host: second };
    case 'actions':
    case 'checklists':
      return { kind: first, ...(second === undefined ? {} : { host: second }) };
    case 'coverage':
      return { kind: first, ...(second === undefined ? {} : { item: second }) };
    default:
      return second === undefined
        ? { kind: 'open', host: first }
        : msg('cli.unknown-command', { command: first, commands: commands.join(', ') });
  }
}

function drillRequest(word: string | undefined, values: ReturnType<typeof parse>['values']): Request | Msg {
  const kind = 'drill';
  const { scenario, random, seed, after } = values;
  if (word === 'list') return { kind, of: { action: 'list' } };
  if (word !== undefined) return msg('drill.bad-action', { action: word });
  if (random && scenario !== undefined) return msg('drill.random-or-named');
  if (seed !== undefined && !random) return msg('drill.seed-alone');
  if (seed !== undefined && !/^\d{1,9}$/.test(seed)) return msg('drill.bad-number', { option: '--seed' });
  if (after !== undefined && !/^\d{1,5}$/.test(after)) return msg('drill.bad-number', { option: '--after' });
  return {
    kind,
    of: {
      action: 'run',
      ...(scenario === undefined ? {} : { scenario }),
      ...(random ? { random } : {}),
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(after === undefined ? {} : { afterSeconds: Number(after) }),
    },
  };
}

function incidentRequest(action: string | undefined, [id, extra]: readonly string[]): Request | Msg {
  const kind = 'incident';
  if (extra !== undefined) return msg('cli.too-many', { argument: extra });
  if (action === undefined || action === 'list')
    return id === undefined ? { kind, of: { action: 'list' } } : msg('cli.too-many', { argument: id });
  if (action === 'show' || action === 'export') return { kind, of: { action, id: id ?? 'last' } };
  return msg('incident.cli.bad-action', { action });
}

function playbooksRequest(action: string | undefined, rest: readonly string[]): Request | Msg {
  const kind = 'playbooks';
  const [id, extra] = rest;
  switch (action) {
    case undefined:
    case 'list':
      return id === undefined ? { kind, of: { action: 'list' } } : msg('cli.too-many', { argument: id });
    case 'lint':
      return { kind, of: { action, files: rest } };
    case 'show':
    case 'graph':
      if (id === undefined) return msg('cli.playbooks.needs-id', { action });
      return extra === undefined ? { kind, of: { action, id } } : msg('cli.too-many', { argument: extra });
    default:
      return msg('cli.playbooks.unknown', { action, actions: playbookCommands.join(', ') });
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      config: { type: 'string', short: 'c' },
      lang: { type: 'string' },
      ascii: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      'copy-only': { type: 'boolean' },
      json: { type: 'boolean' },
      all: { type: 'boolean' },
      setup: { type: 'boolean' },
      turn: { type: 'string' },
      scenario: { type: 'string' },
      random: { type: 'boolean' },
      seed: { type: 'string' },
      after: { type: 'string' },
      out: { type: 'string', short: 'o' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'V' },
    },
  });
}

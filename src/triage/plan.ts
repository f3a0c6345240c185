import { byDockerWay, type DockerWay, dockerWayInScript } from '../domain/docker-way.js';
import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import type { Pin, Plan, Run } from '../domain/perform.js';
import type { Act, Bilingual, Deed } from '../domain/playbook.js';
import { fillText, fillWord, fillWords } from './fill.js';
import { shownRun } from './shown-run.js';
import type { Types, Values } from './values.js';

export interface PlanOptions {
  /** Ids, for the record. */
  readonly playbook: string;
  readonly step: string;
  readonly deed: Deed;
  readonly title: Bilingual;
  readonly values: Values;
  readonly types: Types;
  /** `docker compose …` with the host entry's files; undefined where the host has none. */
  readonly compose: readonly string[] | undefined;
  /** The aws command line with the host entry's options, and where it runs; undefined on other hosts. */
  readonly aws?: { readonly on: 'host' | 'operator'; readonly argv: readonly string[] } | undefined;
  readonly pins: readonly Pin[];
  /** How docker is reached on this host. */
  readonly docker?: DockerWay;
  /** How it is undone. */
  readonly undo?: Deed;
}

/** An action with every word in its place, as it is shown and run. Throws a FailureError that says what can't be filled in. */
export function planOf(options: PlanOptions): Plan {
  const { playbook, step, deed, title, values, types, undo, pins } = options;
  const run = runOf(deed.act, options);
  return {
    playbook,
    step,
    title: fillText(title, values),
    run,
    shown: shownRun(run),
    risk: deed.risk,
    confirm: deed.confirm,
    target: fillWord(deed.target, values, types),
    impact: fillText(deed.impact, values),
    ...(undo ? { undo: shownRun(runOf(undo.act, options)) } : {}),
    pins,
    timeoutMs: deed.timeoutSeconds * 1000,
    ...(deed.detached ? { detached: true } : {}),
  };
}

function runOf(act: Act, { values, types, compose, aws, docker: way = {} }: PlanOptions): Run {
  const word = (template: string) => fillWord(template, values, types);
  const words = (template: string) => fillWords(template, values, types);
  const onHost = (argv: readonly string[]) => byDockerWay(argv, way);
  switch (act.do) {
    case 'run': {
      const stdin = act.stdin === undefined ? {} : { stdin: word(act.stdin) };
      const argv = act.argv.flatMap(words);
      return { kind: 'command', on: act.on, argv: act.on === 'host' ? onHost(argv) : argv, ...stdin };
    }
    case 'compose': {
      if (!compose) throw fail('unsupported', msg('triage.compose.none'));
      return { kind: 'command', on: 'host', argv: onHost([...compose, ...act.args.map(word)]) };
    }
    case 'aws': {
      if (!aws) throw fail('unsupported', msg('triage.aws.none'));
      return { kind: 'command', on: aws.on, argv: [...aws.argv, ...act.args.flatMap(words)] };
    }
    case 'script': {
      const variables = Object.entries(act.env).map(([name, value]) => `${variable(name)}=${word(value)}`);
      const text = fixed(act.text);
      const line = act.on === 'host' && /\bdocker\b/.test(text) ? dockerWayInScript(way) : undefined;
      const docker = line === undefined ? '' : `${line}\n`;
      const script = `set -euo pipefail\n${docker}${text}`;
      return { kind: 'command', on: act.on, argv: ['env', ...variables, 'bash', '-c', script] };
    }
    case 'sql':
      return {
        kind: 'sql',
        server: word(act.server),
        text: fixed(act.text),
        params: act.params.map(word),
      };
    case 'shell':
      return { kind: 'shell', argv: onHost(act.argv.map(word)) };
  }
}

function variable(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  throw fail('malformed', msg('triage.script.variable', { name: name.slice(0, 80) }));
}

/** The text of a script or statement: values reach it by `env` or `$1` only, so a template in it is a mistake. */
function fixed(text: string): string {
  return fillWord(text, {}, {});
}

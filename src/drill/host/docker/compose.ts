import { setTimeout as sleep } from 'node:timers/promises';
import type { DrillContainer } from '../../system/container.js';
import { EngineError } from '../../system/engine.js';
import { composeFile, envFile } from '../../system/first-files.js';
import { projectName } from '../../system/specs.js';
import { type Host, type Io, record, serviceOf } from '../host.js';
import { buildImages } from './build.js';
import { ComposeError, readCompose, readEnvFile, type WantedService } from './compose-file.js';
import { listCompose } from './compose-list.js';
import { execIn } from './exec.js';
import { readLogs } from './logs.js';
import { runOnce } from './run.js';

export interface Project {
  readonly services: readonly WantedService[];
  /** Those named on the command line, or all. */
  readonly chosen: readonly WantedService[];
  readonly variables: ReadonlyMap<string, string>;
}

const globalValued =
  /^(-f|--file|-p|--project-name|--env-file|--project-directory|--profile|--ansi|--progress)$/;
const commandValued =
  /^(-t|--timeout|--tail|-n|--since|--until|--format|--scale|--pull|--wait-timeout|-e|--env|-u|--user|-w|--workdir|--name|--filter|--status|--build-arg)$/;

/** `docker compose [options] COMMAND …` for the one project of the machine. */
export async function runCompose(args: readonly string[], io: Io, host: Host): Promise<number> {
  let [file, env, name] = [composeFile, envFile, projectName];
  let at = 0;
  for (; at < args.length && args[at]?.startsWith('-'); at++) {
    const word = args[at] ?? '';
    const [, long, inline] = /^(--[\w-]+)=(.*)$/.exec(word) ?? [];
    const option = long ?? word;
    const value = inline ?? (globalValued.test(option) ? (args[++at] ?? '') : '');
    if (option === '-f' || option === '--file') file = absolute(value, io.cwd);
    if (option === '--env-file') env = absolute(value, io.cwd);
    if (option === '-p' || option === '--project-name') name = value;
    if (option === '--version') return said(io, 'Docker Compose version 2.29.7\n');
  }
  const [command = '', ...rest] = args.slice(at);
  if (command === 'version') {
    return said(io, rest.includes('--short') ? '2.29.7\n' : 'Docker Compose version 2.29.7\n');
  }
  if (command === 'ls') {
    return said(
      io,
      `NAME                STATUS              CONFIG FILES\n${name}           running(6)          ${file}\n`,
    );
  }
  const { options, words } = split(rest, command === 'exec' || command === 'run');
  try {
    const variables = new Map([...readEnvFile(host.system.files.file(env)?.text ?? ''), ...io.env]);
    if (host.system.files.file(env) === undefined) throw new ComposeError(`couldn't find env file: ${env}`);
    const services = readCompose(host.system, file, variables, io.err);
    const named = command === 'exec' || command === 'run' ? words.slice(0, 1) : words;
    const unknown = named.find((word) => !services.some(({ spec }) => spec.service === word));
    if (unknown !== undefined) throw new ComposeError(`no such service: ${unknown}`);
    const chosen =
      named.length === 0 ? services : services.filter(({ spec }) => named.includes(spec.service));
    return await dispatch(command, { options, words, project: { services, chosen, variables } }, io, host);
  } catch (error) {
    if (error instanceof ComposeError) io.err(`${error.message}\n`);
    else if (error instanceof EngineError) io.err(`Error response from daemon: ${error.message}\n`);
    else throw error;
    return 1;
  }
}

interface Call {
  readonly options: ReadonlyMap<string, string>;
  readonly words: readonly string[];
  readonly project: Project;
}

async function dispatch(command: string, call: Call, io: Io, host: Host): Promise<number> {
  const { options, words, project } = call;
  const typed = [
    'docker',
    'compose',
    command,
    ...[...options].flatMap(([k, v]) => (v ? [k, v] : [k])),
    ...words,
  ];
  const changes = /^(up|restart|stop|start|down|rm|kill|pause|unpause)$/.test(command);
  const before = changes
    ? host.system.containers.filter((c) => c.answers && c.health.status !== 'unhealthy')
    : [];
  const seconds = options.has('-t') ? Number(options.get('-t')) : undefined;
  const each = async (
    doing: string,
    done: string,
    run: (container: DrillContainer) => Promise<void> | void,
  ) => {
    for (const { spec } of project.chosen) {
      const container = host.system.service(spec.service);
      if (!container) continue;
      io.err(` Container ${spec.name}  ${doing}\n`);
      try {
        await run(container);
      } catch (error) {
        if (!(error instanceof EngineError && error.status === 304)) throw error;
      }
      io.err(` Container ${spec.name}  ${done}\n`);
    }
    return 0;
  };
  const run = async (): Promise<number> => {
    switch (command) {
      case 'up':
        return up(call, io, host);
      case 'restart':
        return each('Restarting', 'Started', (one) => host.engine.restart(one, seconds));
      case 'stop':
        return each('Stopping', 'Stopped', (one) => host.engine.stop(one, seconds));
      case 'start':
        return each('Starting', 'Started', (one) => host.engine.start(one));
      case 'kill':
        return each('Killing', 'Killed', (one) => host.engine.kill(one));
      case 'pause':
        return each('Pausing', 'Paused', (one) => host.engine.pause(one));
      case 'unpause':
        return each('Unpausing', 'Unpaused', (one) => host.engine.unpause(one));
      case 'rm':
      case 'down':
        return each('Stopping', 'Removed', async (one) => {
          if (command === 'down' && one.running) await host.engine.stop(one, seconds);
          if (!one.running) await host.engine.remove(one, false);
        });
      case 'build':
        return buildImages(project.chosen, options, io, host);
      case 'exec': {
        const container = host.system.service(words[0] ?? '');
        if (!container?.running) throw new ComposeError(`service "${words[0]}" is not running`);
        return execIn([...optionWords(options), container.spec.name, ...words.slice(1)], io, host);
      }
      case 'run':
        return runOnce(project, options, words, io, host);
      case 'logs':
        return readLogs(
          [...optionWords(options), ...project.chosen.map(({ spec }) => spec.name)],
          io,
          host,
          true,
        );
      case 'ps':
      case 'config':
      case 'images':
        return listCompose(command, project, options, io, host);
      default:
        io.err(`unknown docker command: "compose ${command}"\n`);
        return 1;
    }
  };
  if (!changes) return run();
  let exit = 1;
  try {
    exit = await run();
    return exit;
  } finally {
    const hit = project.chosen.filter(({ spec }) =>
      before.some(
        (one) => one.spec.name === spec.name && host.system.find(spec.name)?.startedAt !== one.startedAt,
      ),
    );
    const [first] = hit.length > 0 ? hit : project.chosen;
    record(host, typed, {
      ok: exit === 0,
      harm: hit.length > 0 ? 'outage' : 'none',
      ...(project.chosen.length === 1 && first ? { service: serviceOf(first) } : {}),
    });
  }
}

/** `up -d`: makes what is not there or is not as the files say, and starts what does not run. */
async function up({ options, project }: Call, io: Io, host: Host): Promise<number> {
  const { chosen, services } = project;
  if (!options.has('-d') && !options.has('--detach') && !options.has('--wait')) {
    io.err('the attach mode is not supported here; use -d\n');
    return 1;
  }
  if (options.has('--build')) {
    const exit = await buildImages(chosen, new Map(), io, host);
    if (exit !== 0) return exit;
  }
  const force = options.has('--force-recreate');
  const wanted = options.has('--no-deps') ? chosen : withNeeds(chosen, services);
  for (const { spec, needs } of wanted) {
    const named = chosen.some((one) => one.spec.service === spec.service);
    if (!options.has('--no-deps')) await waitFor(needs, io, host);
    const there = host.system.service(spec.service);
    const say = (what: string) => io.err(` Container ${spec.name}  ${what}\n`);
    if (!host.system.images.find(spec.image)) {
      throw new EngineError(
        404,
        `pull access denied for ${spec.image.split(':')[0]}, repository does not exist or may require 'docker login'`,
      );
    }
    const stale = there !== undefined && !sameAs(there, spec, host);
    if (!there) {
      say('Creating');
      await host.engine.start(host.engine.create(spec));
      say('Started');
    } else if ((force && named) || (stale && !options.has('--no-recreate'))) {
      say('Recreate');
      if (there.running || there.state === 'restarting') await host.engine.stop(there);
      await host.engine.remove(there, false);
      const made = host.engine.create(spec);
      say('Recreated');
      say('Starting');
      await host.engine.start(made);
      say('Started');
    } else if (there.running || there.state === 'restarting') {
      say('Running');
    } else {
      say('Starting');
      await host.engine.start(there);
      say('Started');
    }
  }
  return 0;
}

const withNeeds = (chosen: readonly WantedService[], all: readonly WantedService[]): WantedService[] => {
  const names = new Set<string>();
  const visit = (one: WantedService) => {
    if (names.has(one.spec.service)) return;
    names.add(one.spec.service);
    for (const { service } of one.needs) {
      const need = all.find(({ spec }) => spec.service === service);
      if (need) visit(need);
    }
  };
  for (const one of chosen) visit(one);
  return all.filter(({ spec }) => names.has(spec.service));
};

function sameAs(there: DrillContainer, spec: WantedService['spec'], { system }: Host): boolean {
  const key = (one: WantedService['spec']) =>
    JSON.stringify([[...one.env].sort(), one.healthcheck ?? [], one.memoryLimit, one.image]);
  return key(there.spec) === key(spec) && there.imageId === system.images.find(spec.image)?.id;
}

async function waitFor(needs: WantedService['needs'], io: Io, host: Host): Promise<void> {
  for (const { service, healthy } of needs) {
    if (!healthy) continue;
    const name = host.system.service(service)?.spec.name ?? service;
    io.err(` Container ${name}  Waiting\n`);
    for (;;) {
      const status = host.system.service(service);
      if (!status || status.state === 'exited')
        throw new ComposeError(
          `dependency failed to start: container ${name} exited (${status?.exitCode ?? 1})`,
        );
      if (status.health.status === 'healthy') break;
      if (status.health.status === 'unhealthy')
        throw new ComposeError(`dependency failed to start: container ${name} is unhealthy`);
      if (io.signal.aborted) return;
      await sleep(200);
    }
    io.err(` Container ${name}  Healthy\n`);
  }
}

function split(args: readonly string[], stopsAtWord: boolean) {
  const options = new Map<string, string>();
  let i = 0;
  const words: string[] = [];
  for (; i < args.length; i++) {
    const word = args[i] ?? '';
    const [, long, inline] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (long) options.set(long, inline ?? '');
    else if (commandValued.test(word)) options.set(word, args[++i] ?? '');
    else if (word.startsWith('-') && word !== '-') options.set(word, '');
    else {
      words.push(word);
      if (stopsAtWord) {
        words.push(...args.slice(i + 1));
        break;
      }
    }
  }
  return { options, words };
}

const optionWords = (options: ReadonlyMap<string, string>): string[] =>
  [...options].filter(([name]) => name !== '-T').flatMap(([name, value]) => (value ? [name, value] : [name]));

const absolute = (path: string, cwd: string) =>
  path.startsWith('/') ? path : `${cwd}/${path.replace(/^\.\//, '')}`;

function said(io: Io, text: string): number {
  io.out(text);
  return 0;
}

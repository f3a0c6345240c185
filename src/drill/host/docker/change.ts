import { type ContainerVerb, changeContainer } from '../../system/change-container.js';
import type { DrillContainer } from '../../system/container.js';
import { EngineError } from '../../system/engine.js';
import { type Host, type Io, record, serviceOf } from '../host.js';

/** Options that take a value, by verb; the value of -t and -s matters. */
const valued = /^(-t|--time|--timeout|-s|--signal)$/;

/** `docker start|stop|restart|pause|unpause|kill|rm [options] CONTAINER…`: each in turn; a failure does not stop the next. */
export async function changeContainers(
  verb: ContainerVerb,
  args: readonly string[],
  io: Io,
  host: Host,
): Promise<number> {
  const { names, options } = split(args);
  if (names.length === 0) {
    io.err(`"docker ${verb}" requires at least 1 argument.\nSee 'docker ${verb} --help'.\n`);
    return 1;
  }
  let failed = false;
  for (const name of names) {
    const container = host.system.find(name);
    const refuse = (message: string) => {
      failed = true;
      const words = `Error response from daemon: ${message}\n`;
      io.err(words);
    };
    const before = container && { well: isWell(container), runs: container.running };
    let ok = true;
    try {
      if (!container) throw new EngineError(404, `No such container: ${name}`);
      await changeContainer(host.engine, container, verb, howOf(options));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      // It is so already: docker says the name and succeeds.
      ok = error.status === 304;
      if (!ok) refuse(wordsFor(verb, name, error.message));
    }
    if (ok) io.out(`${name}\n`);
    const harm = container && before ? harmOf(verb, before) : 'none';
    record(host, ['docker', verb, ...args.filter((word) => !names.includes(word)), name], {
      ok,
      harm,
      service: container && serviceOf(container),
    });
  }
  if (failed && verb === 'start') io.err(`Error: failed to start containers: ${names.join(', ')}\n`);
  return failed ? 1 : 0;
}

const isWell = (container: DrillContainer): boolean =>
  container.answers && container.health.status !== 'unhealthy';

/** Taking down what works is an outage; what does not work loses nothing. */
function harmOf(
  verb: ContainerVerb,
  before: { readonly well: boolean; readonly runs: boolean },
): 'outage' | 'none' {
  return verb !== 'start' && verb !== 'unpause' && before.runs && before.well ? 'outage' : 'none';
}

/** What the options of the docker program say of it. */
function howOf(options: ReadonlyMap<string, string>) {
  const text = options.get('-t') ?? options.get('--time') ?? options.get('--timeout');
  return {
    seconds: text === undefined ? undefined : Number(text),
    signal: options.get('-s') ?? options.get('--signal'),
    force: options.has('-f') || options.has('--force') || options.has('-fv'),
  };
}

/** dockerd puts the operation before some of its reasons. */
function wordsFor(verb: ContainerVerb, name: string, message: string): string {
  if (message.startsWith('No such container')) return message;
  switch (verb) {
    case 'stop':
      return `cannot stop container: ${name}: ${message}`;
    case 'restart':
      return `Cannot restart container ${name}: ${message}`;
    default:
      return message;
  }
}

function split(args: readonly string[]) {
  const names: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (word === '--') {
      names.push(...args.slice(i + 1));
      break;
    }
    const [, long, value] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (long) options.set(long, value ?? '');
    else if (valued.test(word)) options.set(word, args[++i] ?? '');
    else if (word.startsWith('-')) options.set(word, '');
    else names.push(word);
  }
  return { names, options };
}

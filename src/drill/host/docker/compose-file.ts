import { parse } from 'yaml';
import { type ContainerSpec, projectName, specs } from '../../system/specs.js';
import type { DrillSystem } from '../../system/system.js';

/** A service as the compose file and the environment file want it. */
export interface WantedService {
  readonly spec: ContainerSpec;
  /** Services that must run, or be healthy, before it. */
  readonly needs: readonly { readonly service: string; readonly healthy: boolean }[];
  readonly builds: boolean;
}

export class ComposeError extends Error {}

interface Written {
  readonly container_name?: string;
  readonly image?: string;
  readonly build?: unknown;
  readonly environment?: Readonly<Record<string, unknown>> | readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly mem_limit?: string | number;
  readonly restart?: string;
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition?: string }>>;
}

/** `NAME=value` lines, quotes taken off, comments left out; the last of a name counts. */
export function readEnvFile(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const [, quoted] = /^(?:"(.*)"|'(.*)')$/.exec(value) ?? [];
    if (name) values.set(name, quoted ?? /^'(.*)'$/.exec(value)?.[1] ?? value.replace(/\s+#.*$/, ''));
  }
  return values;
}

/** What the file wants to run, in the order in which it is started. Throws a ComposeError in compose's own words. */
export function readCompose(
  system: DrillSystem,
  file: string,
  variables: ReadonlyMap<string, string>,
  warn: (text: string) => void,
): WantedService[] {
  const text = system.files.file(file)?.text;
  if (text === undefined) throw new ComposeError(`open ${file}: no such file or directory`);
  let content: { readonly services?: Readonly<Record<string, Written>> } | null;
  try {
    content = parse(text);
  } catch (error) {
    throw new ComposeError(`yaml: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`);
  }
  const unset = new Set<string>();
  const fill = (value: string) =>
    value.replaceAll(
      /\$\{(\w+)(?:(:?-)([^}]*))?\}/g,
      (_all, name: string, or: string | undefined, other = '') => {
        const known = variables.get(name);
        if (known === undefined && or === undefined) unset.add(name);
        return known === undefined || (or === ':-' && known === '') ? other : known;
      },
    );
  const services = Object.entries(content?.services ?? {}).map(([service, written]) => {
    const usual = specs.find((spec) => spec.project === projectName && spec.service === service);
    if (!usual)
      throw new ComposeError(`service "${service}" has neither an image nor a build context specified`);
    return wanted(usual, written, fill);
  });
  for (const name of unset) {
    warn(
      `time="${new Date(system.now()).toISOString().slice(0, 19)}Z" level=warning msg="The \\"${name}\\" variable is not set. Defaulting to a blank string."\n`,
    );
  }
  return inOrder(services);
}

function wanted(usual: ContainerSpec, written: Written, fill: (value: string) => string): WantedService {
  const { environment = {}, healthcheck, depends_on: depends = [] } = written;
  const given = Array.isArray(environment)
    ? environment.map(String)
    : Object.entries(environment).map(([name, value]) => `${name}=${value ?? ''}`);
  const own = new Set(given.map((line) => line.split('=', 1)[0]));
  // What the image brings itself, like NGINX_VERSION.
  const fromImage = usual.env.filter(
    (line) => /^(\w+_VERSION)=/.test(line) && !own.has(line.split('=', 1)[0]),
  );
  const needs = Array.isArray(depends)
    ? depends.map((service: string) => ({ service, healthy: false }))
    : Object.entries(depends).map(([service, { condition }]) => ({
        service,
        healthy: condition === 'service_healthy',
      }));
  const { healthcheck: _usual, ...rest } = usual;
  return {
    spec: {
      ...rest,
      image: fill(written.image ?? usual.image),
      env: [...given.map(fill), ...fromImage],
      memoryLimit: bytesOf(written.mem_limit) ?? usual.memoryLimit,
      restart: written.restart === 'no' || written.restart === undefined ? 'no' : 'unless-stopped',
      ...(healthcheck?.test && !healthcheck.disable ? { healthcheck: healthcheck.test.map(fill) } : {}),
    },
    needs,
    builds: written.build !== undefined,
  };
}

function bytesOf(limit: string | number | undefined): number | undefined {
  const [, number = '', unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(String(limit ?? '')) ?? [];
  const factor = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit.toLowerCase()] ?? 1;
  return number ? Number(number) * factor : undefined;
}

function inOrder(services: readonly WantedService[]): WantedService[] {
  const done: WantedService[] = [];
  const visit = (one: WantedService) => {
    if (done.includes(one)) return;
    for (const { service } of one.needs) {
      const need = services.find(({ spec }) => spec.service === service);
      if (need) visit(need);
    }
    done.push(one);
  };
  for (const one of services) visit(one);
  return done;
}

import type { HostEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { hostEntry } from './entry/host.js';
import { problemsOf } from './issues.js';
import { ConfigError, type Problem } from './problem.js';
import { referenceProblems } from './references.js';
import { hostsFile } from './schema/host.js';
import { readYaml } from './yaml-source.js';

export interface HostsConfig {
  readonly hosts: readonly HostEntry[];
  readonly defaults: { readonly lang?: 'en' | 'ja' };
}

/** Hosts of a configuration text, in its order; throws a {@link ConfigError} with every problem it can find. */
export function parseHosts(text: string, file: string): HostsConfig {
  const source = readYaml(text, file);
  if (source.problems.length > 0) throw new ConfigError(inOrder(source.problems));
  if (source.value === null || source.value === undefined) {
    throw new ConfigError([
      { file, line: 1, column: 1, what: msg('config.file.empty'), expected: msg('config.expect.file') },
    ]);
  }
  const parsed = hostsFile.safeParse(source.value);
  if (!parsed.success) throw new ConfigError(inOrder(problemsOf(parsed.error.issues, source, file)));

  const { defaults } = parsed.data;
  const hosts = Object.entries(parsed.data.hosts).map(([name, input]) => hostEntry(name, input, defaults));
  const dangling = hosts.flatMap((entry) =>
    referenceProblems(entry).map(({ path, ...rest }) => ({
      file,
      ...source.positionOf(['hosts', entry.name, ...path]),
      ...rest,
    })),
  );
  if (dangling.length > 0) throw new ConfigError(inOrder(dangling));
  return { hosts, defaults: defaults?.language === undefined ? {} : { lang: defaults.language } };
}

const inOrder = (problems: readonly Problem[]) =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);

/** Where kamal-proxy keeps its services, in the volume that Kamal gives it (internal/server/config.go, StatePath). */
export const stateFile = '/home/kamal-proxy/.config/kamal-proxy/kamal-proxy.state';

export type Json = Readonly<Record<string, unknown>>;

/** A service as kamal-proxy's state file has it. */
export interface SavedService {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly pathPrefixes: readonly string[];
  readonly tls: boolean;
  /** As HOST:PORT; requests of writers go there. */
  readonly targets: readonly string[];
  /** Targets besides those that one switch would replace: readers, a rollout. */
  readonly others: number;
  readonly healthPath: string;
  /** `options` and `target_options`, as they stand there. */
  readonly options: Json;
  readonly targetOptions: Json;
}

/**
 * The services of a state file of kamal-proxy v0.8 and later (internal/server/service.go, marshalledService, with its
 * legacy fields). Throws a SyntaxError when it is no such file.
 */
export function parseStateFile(text: string): readonly SavedService[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new SyntaxError('no list of services');
  return list.map((entry: unknown) => serviceOf(objectOf(entry)));
}

function serviceOf(entry: Json): SavedService {
  const options = objectOf(entry.options);
  const targetOptions = objectOf(entry.target_options);
  const either = (now: unknown, legacy: unknown) =>
    textsOf(now).length > 0 ? textsOf(now) : textsOf(legacy);
  const legacyTarget = textsOf([entry.active_target]);
  const readers = textsOf(entry.active_readers);
  const rollout = [
    ...textsOf(entry.rollout_targets),
    ...textsOf(entry.rollout_readers),
    ...textsOf([entry.rollout_target]),
  ];
  return {
    name: String(entry.name ?? ''),
    hosts: either(options.hosts, entry.hosts),
    pathPrefixes: either(options.path_prefixes, entry.path_prefixes),
    tls: options.tls_enabled === true,
    targets: either(entry.active_targets, legacyTarget),
    others: readers.length + rollout.length,
    healthPath: String(objectOf(targetOptions.health_check_config).path ?? ''),
    options,
    targetOptions,
  };
}

export const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The texts of a list that are not empty; none where there is no list. */
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : [];

import { looksLike } from '../../../domain/value-types.js';
import { type Json, objectOf, type SavedService, textsOf } from './state-file.js';

/** The options of `kamal-proxy deploy` that give a service what it has. */
interface DeployFlags {
  /** With one space between, without --target; undefined when some of it can't be said that way. */
  readonly flags: string | undefined;
  /** Settings that no option is known for. */
  readonly unknown: readonly string[];
}

type Flag = (value: unknown) => readonly string[];

const one = (name: string, value: string): readonly string[] => [`--${name}=${value}`];
const list =
  (name: string): Flag =>
  (value) =>
    textsOf(value).length > 0 ? one(name, textsOf(value).join(',')) : [];
const text =
  (name: string): Flag =>
  (value) =>
    value === '' || value === undefined || value === null ? [] : one(name, String(value));
/** Off unless it is given, in every version. */
const off =
  (name: string): Flag =>
  (value) =>
    value === true ? [`--${name}`] : [];
/** What it is without the option depends on the version or on other options. */
const said =
  (name: string): Flag =>
  (value) =>
    typeof value === 'boolean' ? one(name, String(value)) : [];
const size =
  (name: string): Flag =>
  (value) =>
    typeof value === 'number' && value !== 0 ? one(name, String(value)) : [];
const duration =
  (name: string): Flag =>
  (value) =>
    typeof value === 'number' ? one(name, goDuration(value)) : [];
const nothing: Flag = () => [];

const ownCerts = /\/\.config\/kamal-proxy\/certs$/;
const staging = 'https://acme-staging-v02.api.letsencrypt.org/directory';

/** By the keys of the state file; internal/cmd/deploy.go and internal/server/{service,target}.go of v0.8.0 to v0.9.2 and later. */
const serviceFlags: Readonly<Record<string, Flag>> = {
  hosts: list('host'),
  tls_enabled: off('tls'),
  tls_redirect: said('tls-redirect'),
  tls_disable_redirect: off('tls-disable-redirect'),
  tls_certificate_path: text('tls-certificate-path'),
  tls_private_key_path: text('tls-private-key-path'),
  tls_on_demand_url: text('tls-on-demand-url'),
  canonical_host: text('canonical-host'),
  acme_cache_path: (value) => (ownCerts.test(String(value ?? '')) ? [] : text('tls-acme-cache-path')(value)),
  error_page_path: text('error-pages'),
  path_prefixes: (value) =>
    textsOf(value).some((prefix) => prefix !== '/') ? list('path-prefix')(value) : [],
  strip_prefix: (value) => (value === false ? one('strip-path-prefix', 'false') : []),
  writer_affinity_timeout: duration('writer-affinity-timeout'),
  read_targets_accept_websockets: off('read-target-websockets'),
  exclude_metrics_paths: list('exclude-metrics-path'),
  client_ip_header: text('client-ip-header'),
};

const targetFlags: Readonly<Record<string, Flag>> = {
  response_timeout: duration('target-timeout'),
  buffer_requests: off('buffer-requests'),
  buffer_responses: off('buffer-responses'),
  max_memory_buffer_size: size('buffer-memory'),
  max_request_body_size: size('max-request-body'),
  max_response_body_size: size('max-response-body'),
  log_request_headers: list('log-request-header'),
  log_response_headers: list('log-response-header'),
  forward_headers: said('forward-headers'),
  scope_cookie_paths: off('scope-cookie-paths'),
  health_check_config: nothing,
};

const healthFlags: Readonly<Record<string, Flag>> = {
  path: text('health-check-path'),
  port: size('health-check-port'),
  host: text('health-check-host'),
  interval: duration('health-check-interval'),
  timeout: duration('health-check-timeout'),
};

/** Since a deploy replaces all of a service's options, what it has now must be said again in full. */
export function deployFlags({ options, targetOptions }: SavedService): DeployFlags {
  const health = objectOf(targetOptions.health_check_config);
  const { acme_directory: directory = '', ...named } = options;
  const isStaging = directory === staging;
  const words = [
    ...wordsOf(serviceFlags, named),
    ...(isStaging ? ['--tls-staging'] : []),
    ...wordsOf(healthFlags, health),
    ...wordsOf(targetFlags, targetOptions),
  ];
  const unknown = [
    ...(isStaging || directory === '' ? [] : ['acme_directory']),
    ...unknownOf(serviceFlags, named),
    ...unknownOf(healthFlags, health),
    ...unknownOf(targetFlags, targetOptions),
  ];
  const flags = words.join(' ');
  return { flags: unknown.length === 0 && looksLike('flags', flags) ? flags : undefined, unknown };
}

const wordsOf = (table: Readonly<Record<string, Flag>>, values: Json): readonly string[] =>
  Object.entries(table).flatMap(([key, flag]) => (Object.hasOwn(values, key) ? flag(values[key]) : []));

/** What is empty, off or nothing needs no option. */
const unknownOf = (table: Readonly<Record<string, Flag>>, values: Json): readonly string[] =>
  Object.entries(values).flatMap(([key, value]) =>
    Object.hasOwn(table, key) || isBlank(value) ? [] : [key],
  );

const isBlank = (value: unknown): boolean =>
  !value || (typeof value === 'object' && Object.values(value).every(isBlank));

/** Nanoseconds as Go reads a duration. */
function goDuration(nanoseconds: number): string {
  const units = [
    ['s', 1e9],
    ['ms', 1e6],
  ] as const;
  const [unit, factor] = units.find(([, each]) => nanoseconds % each === 0) ?? ['ns', 1];
  return `${nanoseconds / factor}${unit}`;
}

/** All settings of a service but its target, sorted, to compare before and after. */
export function settingsText({ options, targetOptions }: SavedService): string {
  return [...leaves(options, ''), ...leaves(targetOptions, '')].toSorted().join(' ');
}

const leaves = (value: Json, prefix: string): readonly string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leaves(inner as Json, `${prefix}${key}.`)
      : [`${prefix}${key}=${JSON.stringify(inner)}`],
  );

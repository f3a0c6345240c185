import { readFileSync } from 'node:fs';
import { parseHosts } from '../../../src/config/parse.js';
import { selectLines } from '../../../src/diagnosis/lines.js';
import type { DiagnosisView } from '../../../src/diagnosis/view.js';
import { initialLink } from '../../../src/domain/link.js';
import type { ContainerRow, LogLine, SqlAlertRow } from '../../../src/domain/model.js';
import { levelOf } from '../../../src/probes/logs/level.js';
import { container, fresh, healthyPostgres, healthyStats, minutes, now } from './view.js';

const hosts = new URL('../../../hosts.yaml', import.meta.url);

/** The one-host system of the hosts.yaml that comes with cockpit, without checks. */
const keibaHost = () => {
  const found = parseHosts(readFileSync(hosts, 'utf8'), 'hosts.yaml').hosts.find(
    ({ name }) => name === 'keiba-compose',
  );
  if (!found) throw new Error('hosts.yaml has no keiba-compose');
  return { ...found, checks: [] };
};

const services = ['frontend', 'backend', 'scheduler', 'inference', 'db'];

export interface KeibaParts {
  readonly rows?: Readonly<Record<string, Partial<ContainerRow>>>;
  readonly alerts?: readonly SqlAlertRow[];
  readonly lines?: readonly LogLine[];
}

/** The healthy system, as it looks to a diagnosis, with the parts that a fault changes; rows by their service. */
export function keibaView({ rows: changes = {}, alerts = [], lines = [] }: KeibaParts = {}): DiagnosisView {
  const rows = services.map((service) =>
    container(`keiba-${service}-1`, { group: 'keiba', service, ...changes[service] }),
  );
  const containers = { rows, missing: [], severity: 'ok' } as const;
  return {
    host: keibaHost(),
    link: { ...initialLink, phase: 'up', epoch: 1, since: now - minutes(30) },
    skewMs: 0,
    containers: fresh(containers),
    stats: fresh(healthyStats),
    postgres: { main: fresh(healthyPostgres) },
    queues: fresh({ systems: [], redis: [], severity: 'ok' }),
    checks: fresh([]),
    sqlAlerts: fresh({ rows: alerts, failures: [] }),
    alerts: [],
    events: [],
    errors: selectLines(lines, containers),
  };
}

/** A recorded log, its last line so long ago; between its lines the time that the lab took. */
export function recordedLines(file: string, secondsAgo = 20, source = file.replace(/^\w+\./, '')): LogLine[] {
  const texts = readFileSync(new URL(`../../fixtures/diagnosis/${file}.log`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const shift = now - secondsAgo * 1000 - Math.max(...texts.map((text) => timeOf(text) ?? 0));
  let at = now - secondsAgo * 1000;
  return texts.map((text, seq) => {
    at = (timeOf(text) ?? at - shift) + shift;
    return { seq, source, stamp: '', at, level: levelOf(text), stream: 'stdout', text, kind: 'line' };
  });
}

function timeOf(text: string): number | undefined {
  const [, date, time, ms] = /^(\d{4}-\d\d-\d\d) ([\d:]{8}),(\d{3}) /.exec(text) ?? [];
  return date === undefined ? undefined : Date.parse(`${date}T${time}.${ms}Z`);
}

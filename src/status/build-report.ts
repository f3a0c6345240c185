import { msg } from '../domain/message.js';
import type { Alert, Severity, Signal } from '../domain/model.js';
import { dataOf } from '../domain/snapshot.js';
import { wantsContainers, wantsDocker } from '../domain/wanted.js';
import type { State } from '../store/state.js';
import { failuresOf, isUp } from './failures.js';
import { panesOf } from './panes.js';
import {
  iso,
  type StatusCheck,
  type StatusFailure,
  type StatusPane,
  type StatusReport,
  type StatusState,
  type StatusText,
  type Translate,
  textOf,
} from './report.js';
import { exitCodes, worstState } from './states.js';

export interface ReportOptions {
  readonly t: Translate;
  readonly version: string;
}

const isTrouble = (severity: Severity): severity is 'warn' | 'critical' =>
  severity === 'warn' || severity === 'critical';

/**
 * What is known of a host, as one report. Critical and warn come from the signals of the situation and from alerts that
 * hold and that nobody acknowledged; unknown from what should have answered and did not. What is known to be critical
 * stays critical, whatever else is unknown; a lost link is never critical by itself, since it says nothing of the host.
 */
export function statusReport(state: State, { t, version }: ReportOptions): StatusReport {
  const { data, host, now } = state;
  const { link, situation, skewMs } = data;
  const here = (hostMs: number) => iso(hostMs - (skewMs ?? 0));
  const alerts = data.alerts.filter(
    ({ active, acknowledged, source }) => active && !acknowledged && source !== 'link',
  );
  const telling = alerts.filter((alert) => !isNote(alert));
  const signals = situation.signals.filter((signal) => counts(signal, state));
  const panes = panesOf(state, alerts);
  const failures = failuresOf(state, t);
  const seen = seenState(signals, telling);
  const overall = worstState([seen, isKnown(state, signals, panes, failures) ? 'ok' : 'unknown']);
  return {
    schemaVersion: 1,
    cockpitVersion: version,
    host: host.name,
    title: host.title ?? null,
    environment: host.environment,
    at: iso(now),
    state: overall,
    exitCode: exitCodes[overall],
    headline: headlineOf(overall, { state, signals, alerts: telling, failures, t }),
    since: isUp(state)
      ? situation.since === undefined || overall === 'ok'
        ? null
        : here(situation.since)
      : iso(link.since),
    link: {
      phase: link.phase,
      since: iso(link.since),
      roundTripMs: link.rttMs === undefined ? null : Math.round(link.rttMs),
      clockSkewMs: skewMs === undefined ? null : Math.round(skewMs),
      dockerPath: link.dockerPath ?? null,
    },
    panes,
    signals: signals.map(({ id, severity, object, since, text, explains }) => ({
      id,
      severity,
      object,
      since: since === undefined ? null : here(since),
      what: textOf(t, text),
      explains,
    })),
    alerts: alerts.map(({ key, severity, source, object, since, firstAt, lastAt, count, text }) => ({
      key,
      severity,
      source,
      object,
      since: here(since ?? firstAt),
      last: here(lastAt),
      count,
      what: textOf(t, text),
    })),
    checks: checksOf(state, t),
    failures,
  };
}

/** The link stands for itself, and Docker does not count on a host that needs none. */
const counts = ({ id }: Signal, { host }: State): boolean =>
  !id.startsWith('link.') && (wantsDocker(host) || !id.startsWith('docker.'));

/**
 * A server's own remark, such as an eviction policy that might lose jobs: whether it is trouble the situation says, else
 * a host would stand at warning for ever.
 */
const isNote = ({ severity, source }: Alert): boolean =>
  severity === 'warn' && (source === 'redis' || source === 'postgres' || source === 'queue');

function seenState(signals: readonly Signal[], alerts: readonly Alert[]): StatusState {
  return worstState(
    [...signals, ...alerts].flatMap(({ severity }) => (isTrouble(severity) ? [severity] : [])),
  );
}

/** Whether everything answered that the state rests on. One log file that can't be read is told, but hides no trouble. */
function isKnown(
  state: State,
  signals: readonly Signal[],
  panes: readonly StatusPane[],
  failures: readonly StatusFailure[],
): boolean {
  const { situation } = state.data;
  return (
    isUp(state) &&
    // A container that was just started is a change; without any diagnosis nothing is known.
    !(situation.kind === 'pending' && situation.severity === 'unknown') &&
    signals.every(({ severity }) => severity !== 'unknown') &&
    panes.every((pane) => pane.answered || !pane.configured) &&
    failures.every(({ where }) => where.startsWith('logs:'))
  );
}

interface Told {
  readonly state: State;
  readonly signals: readonly Signal[];
  readonly alerts: readonly Alert[];
  readonly failures: readonly StatusFailure[];
  readonly t: Translate;
}

/** The situation line where it says what the state rests on; else the alert or the failure that it rests on. */
function headlineOf(overall: StatusState, { state, signals, alerts, failures, t }: Told): StatusText {
  const { situation } = state.data;
  const own = textOf(t, situation.headline);
  if (overall === 'ok') return wantsContainers(state.host) ? own : textOf(t, msg('status.quiet'));
  if (overall === 'unknown') {
    const [first] = failures.filter(({ where }) => !where.startsWith('logs:'));
    if (!first) return own;
    return first.where === 'link'
      ? { id: first.what.id, text: t(msg('status.unreachable', { why: first.what.text })) }
      : { id: first.what.id, text: t(msg('status.unread', { where: first.where, why: first.what.text })) };
  }
  const first = signals.find(({ severity }) => severity === overall);
  // Where the reading has not come to an end, the line above the panes says only that.
  if (first && isUp(state)) return situation.kind === 'pending' ? textOf(t, first.text) : own;
  const worst = alerts.find(({ severity }) => severity === overall);
  if (!worst) return own;
  const { object, text } = worst;
  return { id: text.id, text: t(msg('status.alert', { object, text })) };
}

/** Every check of the host entry, those that gave no answer too. */
function checksOf({ host, data }: State, t: Translate): readonly StatusCheck[] {
  const results = dataOf(data.checks) ?? [];
  return host.checks.map(({ id, kind }) => {
    const result = results.find((one) => one.id === id);
    return {
      id,
      kind,
      severity: result?.severity ?? 'unknown',
      reason: result ? (result.reason ?? null) : 'unread',
      at: result ? iso(result.at) : null,
      what: textOf(t, result?.text ?? msg('status.late')),
    };
  });
}

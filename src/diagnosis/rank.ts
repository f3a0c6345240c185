import type { Signal } from '../domain/model.js';
import { badnessOf } from '../domain/severity.js';
import { explains } from './relations.js';
import { type Context, type Found, idOf } from './signals/found.js';

/** Signals with what each explains, directly or through others; causes before their symptoms, the worst first. */
export function rankSignals(signals: readonly Found[], context: Context): readonly Signal[] {
  const unique = [...new Map(signals.map((s) => [idOf(s), s])).values()];
  const direct = new Map(
    unique.map((cause) => [idOf(cause), unique.filter((s) => explains(cause, s, context)).map(idOf)]),
  );
  const reach = new Map(unique.map((s) => [idOf(s), reachOf(idOf(s), direct)]));
  // Two that explain each other are equals: neither hides the other.
  const caused = (id: string) =>
    unique.some((c) => reach.get(idOf(c))?.has(id) && !reach.get(id)?.has(idOf(c)));
  const weights = new Map(unique.map((s) => [idOf(s), weightOf(s, unique, reach)]));
  const ranked = unique.map((s) => ({
    signal: s,
    id: idOf(s),
    root: !caused(idOf(s)),
    size: reach.get(idOf(s))?.size ?? 0,
  }));
  ranked.sort(
    (a, b) =>
      Number(b.root) - Number(a.root) ||
      (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0) ||
      Number(isUnseenCertificate(a.signal)) - Number(isUnseenCertificate(b.signal)) ||
      Number(isPressure(a.signal)) - Number(isPressure(b.signal)) ||
      Number(isElsewhere(a.signal)) - Number(isElsewhere(b.signal)) ||
      b.size - a.size ||
      (a.signal.since ?? Infinity) - (b.signal.since ?? Infinity) ||
      (a.id < b.id ? -1 : 1),
  );
  return ranked.map(({ signal, id }) => toSignal(signal, id, [...(reach.get(id) ?? [])]));
}

/** Signals that no other explains. */
export function rootsOf(signals: readonly Signal[]): readonly Signal[] {
  return signals.filter(
    (s) => !signals.some((c) => c !== s && c.explains.includes(s.id) && !s.explains.includes(c.id)),
  );
}

/** A certificate that nobody could look at says less than anything that was seen to be wrong. */
const isUnseenCertificate = (signal: Found): boolean =>
  /^tls\.(dns|refused|timeout|tls|unreachable)$/.test(signal.kind);

/** A figure above its level tells less than a fault that is named. */
const isPressure = (signal: Found): boolean => /^(host|container\.(cpu|memory)|disk\.used)/.test(signal.kind);

/** Of two that are as bad, what can be repaired here comes before what a site outside does. */
const isElsewhere = (signal: Found): boolean => signal.kind.startsWith('job.');

/** A cause is as bad as what it does to those outside, so that a lock in front of a dead site stands above a full disk. */
function weightOf(
  signal: Found,
  all: readonly Found[],
  reach: ReadonlyMap<string, ReadonlySet<string>>,
): number {
  const felt = all.filter((s) => s.kind.startsWith('http.') && reach.get(idOf(signal))?.has(idOf(s)));
  return Math.max(badnessOf(signal.severity), ...felt.map((s) => badnessOf(s.severity)));
}

function reachOf(from: string, direct: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(direct.get(from) ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === from || seen.has(id)) continue;
    seen.add(id);
    open.push(...(direct.get(id) ?? []));
  }
  return seen;
}

function toSignal(found: Found, id: string, explained: readonly string[]): Signal {
  const { severity, object, text, since } = found;
  const signal = { id, severity, object, text, evidence: found.evidence, explains: explained };
  return since === undefined ? signal : { ...signal, since };
}

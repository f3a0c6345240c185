import type { Check } from '../../domain/host.js';
import { checkOf } from '../entry/checks.js';
import type { CheckInput } from '../schema/checks.js';
import { given } from './given.js';
import { durationText, sizeText } from './units.js';

/** A check as hosts.yaml has it, without what it means when left out. */
export function checkInput(check: Check): Record<string, unknown> {
  const [kind, needed, rest] = partsOf(check);
  const meant = checkOf({ [kind]: needed } as CheckInput) as unknown as Record<string, unknown>;
  const own = check as unknown as Record<string, unknown>;
  const others = Object.entries(rest).flatMap(([key, [field, value]]) =>
    own[field] === meant[field] ? [] : [[key, value] as const],
  );
  return {
    [kind]: given({
      ...Object.fromEntries(others.filter(([key]) => key === 'id')),
      ...needed,
      ...Object.fromEntries(others),
    }),
  };
}

/** Key in hosts.yaml → field of the check and its text. */
type Rest = Readonly<Record<string, readonly [field: string, value: unknown]>>;

function partsOf(check: Check): readonly [kind: string, needed: Record<string, unknown>, rest: Rest] {
  const common: Rest = { id: ['id', check.id], every: ['everySeconds', durationText(check.everySeconds)] };
  switch (check.kind) {
    case 'http':
      return [
        'http',
        { url: check.url },
        {
          ...common,
          expect: ['expect', check.expect],
          body_includes: ['bodyIncludes', check.bodyIncludes],
          from: ['from', check.from],
          address: ['address', check.address],
          slow: ['slowMs', check.slowMs === undefined ? undefined : durationText(check.slowMs / 1000)],
        },
      ];
    case 'tls':
      return [
        'tls',
        // The default of critical_days follows warn_days.
        given({ host: check.host, warn_days: check.warnDays === 14 ? undefined : check.warnDays }),
        {
          ...common,
          port: ['port', check.port],
          critical_days: ['criticalDays', check.criticalDays],
          from: ['from', check.from],
          address: ['address', check.address],
        },
      ];
    case 'backup':
      return [
        'backup',
        { dir: check.dir, pattern: check.pattern },
        {
          ...common,
          max_age: ['maxAgeHours', durationText(check.maxAgeHours * 3600)],
          min_size: ['minBytes', sizeText(check.minBytes)],
        },
      ];
    case 'cron':
      return ['cron', { includes: check.includes }, common];
    case 'command':
      return [
        'command',
        { run: check.argv },
        {
          ...common,
          dir: ['dir', check.dir],
          timeout: ['timeoutSeconds', durationText(check.timeoutSeconds)],
          watch: ['watch', check.watch],
        },
      ];
  }
}

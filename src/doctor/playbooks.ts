import type { HostEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import type { Finding } from './finding.js';

/** How a playbook fits a host. */
export interface FitOf {
  readonly id: string;
  /** Names of its values. */
  readonly needs: readonly string[];
  /** Values that nothing on this host gives. */
  readonly missing: readonly string[];
  /** Whether the value that an entry sets is not of the kind that is needed. */
  wrong(name: string, value: string): boolean;
}

/** Playbooks that the entry binds but that can't be walked so; and which others can. */
export function bindingFindings({ playbooks = [] }: HostEntry, fits: readonly FitOf[]): Finding[] {
  const area = 'entry';
  const findings = playbooks.flatMap(({ use, with: values }): Finding[] => {
    const fit = fits.find(({ id }) => id === use);
    if (!fit) {
      const names = fits.map(({ id }) => id).join(', ');
      const next = msg('doctor.playbook.unknown.next', { names });
      return [{ area, state: 'fail', what: msg('doctor.playbook.unknown', { use }), next }];
    }
    const unused = Object.keys(values).filter((name) => !fit.needs.includes(name));
    const wrong = Object.entries(values)
      .filter(([name, value]) => fit.wrong(name, value))
      .map(([name]) => name);
    return [
      ...complaint(use, unused, 'unused'),
      ...complaint(use, wrong, 'wrong'),
      ...complaint(
        use,
        fit.missing.filter((name) => !wrong.includes(name)),
        'missing',
      ),
    ];
  });
  const bound = new Set(playbooks.map(({ use }) => use));
  const lame = fits.filter(({ id, missing }) => missing.length > 0 && !bound.has(id));
  const n = fits.filter(({ missing }) => missing.length === 0).length;
  const what =
    lame.length === 0
      ? msg('doctor.playbook.fit', { n })
      : msg('doctor.playbook.some', {
          n,
          lame: lame.map(({ id, missing }) => `${id} (${missing.join(', ')})`).join(', '),
        });
  return [...findings, ...(fits.length > 0 ? [{ area, state: 'ok', what } as const] : [])];
}

function complaint(use: string, names: readonly string[], kind: 'unused' | 'wrong' | 'missing'): Finding[] {
  if (names.length === 0) return [];
  const params = { use, names: names.join(', ') };
  const area = 'entry';
  switch (kind) {
    case 'unused':
      return [
        {
          area,
          state: 'warn',
          what: msg('doctor.playbook.unused', params),
          next: msg('doctor.playbook.unused.next'),
        },
      ];
    case 'wrong':
      return [
        {
          area,
          state: 'fail',
          what: msg('doctor.playbook.wrong', params),
          next: msg('doctor.playbook.missing.next', params),
        },
      ];
    case 'missing':
      return [
        {
          area,
          state: 'warn',
          what: msg('doctor.playbook.missing', params),
          next: msg('doctor.playbook.missing.next', params),
        },
      ];
  }
}

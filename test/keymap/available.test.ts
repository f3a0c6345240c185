import { describe, expect, test } from 'vitest';
import { msg } from '../../src/domain/message.js';
import { whyUnavailable } from '../../src/keymap/available.js';
import type { Intent } from '../../src/keymap/command.js';
import { commands } from '../../src/keymap/commands.js';
import { bareEntry } from '../../src/main/host-list.js';

const host = bareEntry('ops@shop.example');
const watching = { mode: 'watch', host, incident: {} } as const;
const operating = { mode: 'operate', host, incident: {} } as const;
const closed = (state: typeof watching | typeof operating) =>
  commands.filter((command) => whyUnavailable(command, state) !== undefined).map((command) => command.id);

describe('commands that are not available', () => {
  test('are those that lead to an action, where cockpit only watches', () => {
    const acting = commands.filter(({ scope, id }) => scope === 'guide' && id !== 'guide-leave');
    expect(closed(watching)).toEqual(
      expect.arrayContaining(['triage', 'row-menu', ...acting.map(({ id }) => id)]),
    );
    expect(whyUnavailable({ intent: { do: 'triage' } }, watching)).toEqual({
      id: 'keys.unavailable.watch',
      params: { host: 'ops@shop.example' },
    });
  });

  test('are none of those that only look', () => {
    for (const id of ['containers', 'logs', 'open', 'help', 'palette', 'freeze', 'logs-search', 'wall-next'])
      expect(closed(watching), id).not.toContain(id);
  });

  test('are none while operating, but for writing down a host that is written down', () => {
    const alone = (state: typeof watching | typeof operating) =>
      closed(state).filter((id) => !id.startsWith('incident-') && !id.startsWith('drill-'));
    expect(alone(operating)).toEqual(['save-entry']);
    expect(alone({ ...operating, host: { ...host, discovered: true } } as typeof operating)).toEqual([]);
  });

  test('are those of an open incident, while none is open', () => {
    const note = { intent: { do: 'incident-note' } } as const;
    expect(whyUnavailable(note, operating)?.id).toBe('incident.none-open');
    expect(whyUnavailable({ intent: { do: 'incident' } }, operating)).toBeUndefined();
    expect(whyUnavailable({ intent: { do: 'incident' } }, watching)?.id).toBe('keys.unavailable.asks');
  });

  test('are those of a drill before its trouble began, and the key that would write its host down', () => {
    const drill = { program: 'cockpit', title: msg('x'), story: msg('x'), hints: [], hinted: 0, debrief: [] };
    const why = (intent: Intent, began?: number, solved?: number) => {
      const times = {
        ...(began === undefined ? {} : { began }),
        ...(solved === undefined ? {} : { solved }),
      };
      return whyUnavailable({ intent }, { ...operating, drill: { ...drill, ...times } })?.id;
    };
    expect(why({ do: 'drill-debrief' })).toBe('drill.not-begun');
    expect(why({ do: 'drill-hint' })).toBe('drill.not-begun');
    expect(why({ do: 'drill-debrief' }, 1000)).toBeUndefined();
    expect(why({ do: 'drill-hint' }, 1000)).toBeUndefined();
    expect(why({ do: 'drill-hint' }, 1000, 2000)).toBe('drill.no-hint');
    expect(why({ do: 'drill-debrief' }, 1000, 2000)).toBeUndefined();
    expect(why({ do: 'save-entry' }, 1000)).toBe('keys.unavailable.drill');
  });

  test('never ask while watching, not even to write down what was found', () => {
    const found = { ...host, discovered: true };
    expect(
      whyUnavailable({ intent: { do: 'save-entry' } }, { mode: 'watch', host: found, incident: {} })?.id,
    ).toBe('keys.unavailable.asks');
  });
});

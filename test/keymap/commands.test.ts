import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/keymap/command.js';
import { commands } from '../../src/keymap/commands.js';
import { commandsIn, matchCommand } from '../../src/keymap/match.js';
import { searchCommands } from '../../src/keymap/search.js';

describe('the commands', () => {
  test('have ids of their own', () => {
    const ids = commands.map((c) => c.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('never share a key within a scope', () => {
    const taken = commands.flatMap((c) => c.keys.map((key) => `${c.scope} ${key}`));
    expect(taken.filter((key, i) => taken.indexOf(key) !== i)).toEqual([]);
  });

  test('do nothing but look or ask: no intent alone can change the host', () => {
    const looking = new Set([
      'open-pane',
      'open-overview',
      'drill',
      'back',
      'zoom',
      'freeze',
      'help',
      'palette',
      'filter',
      'search',
      'log-filter',
      'cycle-pane',
      'sort',
      'tab',
      'source',
      'match',
      'error',
      'log-source',
      'move',
      'edge',
      'scroll',
      'reverse',
      'follow',
      'wrap',
      'stamps',
      'marker',
      'since',
      'level',
      'save',
      'container-logs',
      'acknowledge',
      'copy',
      'retry',
      'repaint',
      'quit',
      'language',
      // These lead to a confirmation at most; only its own keys, which are no commands, make a change.
      'triage',
      'playbook',
      'row-menu',
      'guide',
      'wall-turn',
      'wall-hold',
      'drill-hint',
      'drill-debrief',
      // These write the operator's own record.
      'incident',
      'incident-declare',
      'incident-severity',
      'incident-note',
      'incident-follow-up',
      'incident-called',
      'incident-close',
      // It writes the operator's own hosts.yaml, after a question.
      'save-entry',
      'jobs',
    ]);
    expect(commands.filter((c) => !looking.has(c.intent.do)).map((c) => c.id)).toEqual([]);
  });

  test('give an inner scope the key before an outer one', () => {
    const scopes: Scope[] = ['logs', 'list', 'global'];
    expect(matchCommand('n', scopes)?.id).toBe('logs-next-match');
    expect(matchCommand('n', ['list', 'global'])?.id).toBe('next-trouble');
    expect(matchCommand('j', scopes)?.id).toBe('down');
    expect(matchCommand('§', scopes)).toBeUndefined();
  });

  test('are not offered where an inner scope has taken all of their keys', () => {
    const ids = commandsIn(['logs', 'list', 'global']).map((c) => c.id);
    expect(ids).toContain('logs-search');
    expect(ids).not.toContain('filter');
  });

  test('are found by words of either language, best first', () => {
    const find = (typed: string) =>
      searchCommands(typed, commandsIn(['list', 'global']), (c) => (c.id === 'quit' ? '終了' : '')).map(
        (c) => c.id,
      );
    expect(find('quit')[0]).toBe('quit');
    expect(find('終了')).toEqual(['quit']);
    expect(find('no such command')).toEqual([]);
  });
});

import { type IncidentSeverity, incidentSeverities } from '../domain/incident.js';
import { type Msg, msg } from '../domain/message.js';
import { type PaneId, paneIds } from '../domain/model.js';

/** Where a command works. Inner scopes win over outer ones. */
export type Scope =
  | 'global'
  | 'overview'
  | 'list'
  | 'sorted'
  | 'tabs'
  | 'logs'
  | 'containers'
  | 'alerts'
  | 'sources'
  /** Rows that one-step playbooks act on. */
  | 'rows'
  | 'triage'
  | 'guide'
  | 'wall'
  /** The question how bad an incident is. */
  | 'declare'
  | 'incident';

/** What the operator wants, as data; the interpreter carries it out. */
export type Intent =
  | { readonly do: 'open-pane'; readonly pane: PaneId }
  | {
      readonly do:
        | 'open-overview'
        | 'drill'
        | 'back'
        | 'zoom'
        | 'freeze'
        | 'help'
        | 'palette'
        | 'filter'
        | 'search'
        | 'log-filter';
    }
  | {
      readonly do: 'cycle-pane' | 'sort' | 'tab' | 'source' | 'match' | 'error' | 'log-source';
      readonly by: 1 | -1;
    }
  | { readonly do: 'move'; readonly by: number | 'half-page' | 'minus-half-page' | 'page' | 'minus-page' }
  | { readonly do: 'edge'; readonly end: 'first' | 'last' }
  | { readonly do: 'scroll'; readonly columns: number }
  | {
      readonly do:
        | 'reverse'
        | 'follow'
        | 'wrap'
        | 'stamps'
        | 'marker'
        | 'since'
        | 'level'
        | 'save'
        | 'container-logs'
        | 'acknowledge'
        | 'copy'
        | 'retry'
        | 'repaint'
        | 'quit';
    }
  | { readonly do: 'language'; readonly lang: 'en' | 'ja' }
  | { readonly do: 'triage' | 'row-menu' | 'wall-hold' | 'save-entry' }
  | { readonly do: 'wall-turn'; readonly by: 1 | -1 }
  | { readonly do: 'incident' }
  | IncidentIntent
  | { readonly do: 'playbook'; readonly playbook: string }
  | { readonly do: 'guide'; readonly act: GuideAct };

/** What can be done with an incident. */
export type IncidentIntent =
  | { readonly do: 'incident-note' | 'incident-follow-up' | 'incident-called' | 'incident-close' }
  | { readonly do: 'incident-declare'; readonly severity: IncidentSeverity }
  /** One step worse (1) or less bad (-1). */
  | { readonly do: 'incident-severity'; readonly by: 1 | -1 };

/** What can be done on the screen of a playbook. */
export type GuideAct =
  | 'proceed'
  | 'up'
  | 'down'
  | 'earlier'
  | 'later'
  | 'back'
  | 'overrule'
  | 'skip'
  | 'again'
  | 'restart'
  | 'undo';

/** One command: its keys, its help, where it works, and how much it deserves a place in the footer. */
export interface Command {
  readonly id: string;
  readonly keys: readonly string[];
  readonly scope: Scope;
  readonly help: Msg;
  /** A word for the footer. */
  readonly label: Msg;
  /** Higher stays longer in a narrow footer; 0 never shows there. */
  readonly footer: number;
  readonly intent: Intent;
}

const command = (
  id: string,
  keys: readonly string[],
  scope: Scope,
  footer: number,
  intent: Intent,
  label: Msg,
  help: Msg,
): Command => ({ id, keys, scope, footer, intent, label, help });

const panes = paneIds.map((pane, i) =>
  command(
    pane,
    [String(i + 1)],
    'global',
    0,
    { do: 'open-pane', pane },
    { id: `pane.${pane}` },
    msg('keys.open-pane.help', { pane: { id: `pane.${pane}` } }),
  ),
);

const declare = incidentSeverities.map((severity, index) =>
  command(
    `declare-${severity}`,
    [severity.charAt(0)],
    'declare',
    90 - index,
    { do: 'incident-declare', severity },
    { id: `incident.severity.${severity}` },
    msg('keys.declare.help', { severity: { id: `incident.severity.${severity}` } }),
  ),
);

/** Every command of cockpit: keys, footer, help screen, palette and docs/keys.md come from this list alone. */
export const commands: readonly Command[] = [
  ...panes,
  command(
    'overview',
    ['0'],
    'global',
    0,
    { do: 'open-overview' },
    msg('keys.overview'),
    msg('keys.overview.help'),
  ),
  command('open', ['enter'], 'global', 90, { do: 'drill' }, msg('keys.open'), msg('keys.open.help')),
  command('back', ['escape'], 'global', 85, { do: 'back' }, msg('keys.back'), msg('keys.back.help')),
  command(
    'next-pane',
    ['tab'],
    'global',
    40,
    { do: 'cycle-pane', by: 1 },
    msg('keys.next-pane'),
    msg('keys.next-pane.help'),
  ),
  command(
    'previous-pane',
    ['shift-tab'],
    'global',
    0,
    { do: 'cycle-pane', by: -1 },
    msg('keys.previous-pane'),
    msg('keys.previous-pane.help'),
  ),
  command('zoom', ['+', '_'], 'global', 0, { do: 'zoom' }, msg('keys.zoom'), msg('keys.zoom.help')),
  command('help', ['?'], 'global', 95, { do: 'help' }, msg('keys.help'), msg('keys.help.help')),
  command('palette', [':'], 'global', 80, { do: 'palette' }, msg('keys.palette'), msg('keys.palette.help')),
  command('freeze', ['space'], 'global', 60, { do: 'freeze' }, msg('keys.freeze'), msg('keys.freeze.help')),
  command('copy', ['y'], 'global', 30, { do: 'copy' }, msg('keys.copy'), msg('keys.copy.help')),
  command('retry', ['R'], 'global', 0, { do: 'retry' }, msg('keys.retry'), msg('keys.retry.help')),
  command(
    'repaint',
    ['ctrl-l'],
    'global',
    0,
    { do: 'repaint' },
    msg('keys.repaint'),
    msg('keys.repaint.help'),
  ),
  command(
    'incident',
    ['I'],
    'global',
    62,
    { do: 'incident' },
    msg('keys.incident'),
    msg('keys.incident.help'),
  ),
  command(
    'incident-note',
    ['ctrl-n'],
    'global',
    0,
    { do: 'incident-note' },
    msg('keys.incident-note'),
    msg('keys.incident-note.help'),
  ),
  command('triage', ['t'], 'global', 88, { do: 'triage' }, msg('keys.triage'), msg('keys.triage.help')),
  command(
    'english',
    [],
    'global',
    0,
    { do: 'language', lang: 'en' },
    msg('keys.english'),
    msg('keys.english.help'),
  ),
  command(
    'japanese',
    [],
    'global',
    0,
    { do: 'language', lang: 'ja' },
    msg('keys.japanese'),
    msg('keys.japanese.help'),
  ),
  command(
    'save-entry',
    ['W'],
    'global',
    72,
    { do: 'save-entry' },
    msg('keys.save-entry'),
    msg('keys.save-entry.help'),
  ),
  command('quit', ['q', 'ctrl-c'], 'global', 70, { do: 'quit' }, msg('keys.quit'), msg('keys.quit.help')),

  command('down', ['j', 'down'], 'list', 0, { do: 'move', by: 1 }, msg('keys.down'), msg('keys.down.help')),
  command('up', ['k', 'up'], 'list', 0, { do: 'move', by: -1 }, msg('keys.up'), msg('keys.up.help')),
  command(
    'first',
    ['g', 'home'],
    'list',
    0,
    { do: 'edge', end: 'first' },
    msg('keys.first'),
    msg('keys.first.help'),
  ),
  command(
    'last',
    ['G', 'end'],
    'list',
    0,
    { do: 'edge', end: 'last' },
    msg('keys.last'),
    msg('keys.last.help'),
  ),
  command(
    'half-down',
    ['ctrl-d'],
    'list',
    0,
    { do: 'move', by: 'half-page' },
    msg('keys.half-down'),
    msg('keys.half-down.help'),
  ),
  command(
    'half-up',
    ['ctrl-u'],
    'list',
    0,
    { do: 'move', by: 'minus-half-page' },
    msg('keys.half-up'),
    msg('keys.half-up.help'),
  ),
  command(
    'page-down',
    ['pagedown', 'ctrl-f'],
    'list',
    0,
    { do: 'move', by: 'page' },
    msg('keys.page-down'),
    msg('keys.page-down.help'),
  ),
  command(
    'page-up',
    ['pageup', 'ctrl-b'],
    'list',
    0,
    { do: 'move', by: 'minus-page' },
    msg('keys.page-up'),
    msg('keys.page-up.help'),
  ),
  command('filter', ['/'], 'list', 65, { do: 'filter' }, msg('keys.filter'), msg('keys.filter.help')),
  command(
    'next-trouble',
    ['n'],
    'list',
    20,
    { do: 'match', by: 1 },
    msg('keys.next-trouble'),
    msg('keys.next-trouble.help'),
  ),
  command(
    'previous-trouble',
    ['N'],
    'list',
    0,
    { do: 'match', by: -1 },
    msg('keys.previous-trouble'),
    msg('keys.previous-trouble.help'),
  ),
  command('sort', ['s'], 'sorted', 50, { do: 'sort', by: 1 }, msg('keys.sort'), msg('keys.sort.help')),
  command('reverse', ['S'], 'sorted', 0, { do: 'reverse' }, msg('keys.reverse'), msg('keys.reverse.help')),
  command(
    'next-tab',
    [']', 'l', 'right'],
    'tabs',
    55,
    { do: 'tab', by: 1 },
    msg('keys.next-tab'),
    msg('keys.next-tab.help'),
  ),
  command(
    'previous-tab',
    ['[', 'h', 'left'],
    'tabs',
    0,
    { do: 'tab', by: -1 },
    msg('keys.previous-tab'),
    msg('keys.previous-tab.help'),
  ),
  command(
    'next-source',
    ['.'],
    'sources',
    35,
    { do: 'source', by: 1 },
    msg('keys.next-source'),
    msg('keys.next-source.help'),
  ),
  command(
    'previous-source',
    [','],
    'sources',
    0,
    { do: 'source', by: -1 },
    msg('keys.previous-source'),
    msg('keys.previous-source.help'),
  ),

  command('row-menu', ['x'], 'rows', 66, { do: 'row-menu' }, msg('keys.row-menu'), msg('keys.row-menu.help')),
  command(
    'container-logs',
    ['L'],
    'containers',
    45,
    { do: 'container-logs' },
    msg('keys.container-logs'),
    msg('keys.container-logs.help'),
  ),
  command(
    'acknowledge',
    ['a'],
    'alerts',
    75,
    { do: 'acknowledge' },
    msg('keys.acknowledge'),
    msg('keys.acknowledge.help'),
  ),

  command(
    'logs-search',
    ['/'],
    'logs',
    65,
    { do: 'search' },
    msg('keys.logs-search'),
    msg('keys.logs-search.help'),
  ),
  command(
    'logs-filter',
    ['&'],
    'logs',
    58,
    { do: 'log-filter' },
    msg('keys.logs-filter'),
    msg('keys.logs-filter.help'),
  ),
  command(
    'logs-next-match',
    ['n'],
    'logs',
    0,
    { do: 'match', by: 1 },
    msg('keys.logs-next-match'),
    msg('keys.logs-next-match.help'),
  ),
  command(
    'logs-previous-match',
    ['N'],
    'logs',
    0,
    { do: 'match', by: -1 },
    msg('keys.logs-previous-match'),
    msg('keys.logs-previous-match.help'),
  ),
  command(
    'logs-next-error',
    ['e'],
    'logs',
    57,
    { do: 'error', by: 1 },
    msg('keys.logs-next-error'),
    msg('keys.logs-next-error.help'),
  ),
  command(
    'logs-previous-error',
    ['E'],
    'logs',
    0,
    { do: 'error', by: -1 },
    msg('keys.logs-previous-error'),
    msg('keys.logs-previous-error.help'),
  ),
  command(
    'logs-follow',
    ['f'],
    'logs',
    56,
    { do: 'follow' },
    msg('keys.logs-follow'),
    msg('keys.logs-follow.help'),
  ),
  command('logs-wrap', ['w'], 'logs', 20, { do: 'wrap' }, msg('keys.logs-wrap'), msg('keys.logs-wrap.help')),
  command(
    'logs-stamps',
    ['i'],
    'logs',
    0,
    { do: 'stamps' },
    msg('keys.logs-stamps'),
    msg('keys.logs-stamps.help'),
  ),
  command(
    'logs-marker',
    ['m'],
    'logs',
    0,
    { do: 'marker' },
    msg('keys.logs-marker'),
    msg('keys.logs-marker.help'),
  ),
  command(
    'logs-since',
    ['T'],
    'logs',
    15,
    { do: 'since' },
    msg('keys.logs-since'),
    msg('keys.logs-since.help'),
  ),
  command(
    'logs-level',
    ['v'],
    'logs',
    54,
    { do: 'level' },
    msg('keys.logs-level'),
    msg('keys.logs-level.help'),
  ),
  command(
    'logs-next-source',
    [']'],
    'logs',
    53,
    { do: 'log-source', by: 1 },
    msg('keys.logs-next-source'),
    msg('keys.logs-next-source.help'),
  ),
  command(
    'logs-previous-source',
    ['['],
    'logs',
    0,
    { do: 'log-source', by: -1 },
    msg('keys.logs-previous-source'),
    msg('keys.logs-previous-source.help'),
  ),
  command(
    'logs-right',
    ['l', 'right'],
    'logs',
    0,
    { do: 'scroll', columns: 10 },
    msg('keys.logs-right'),
    msg('keys.logs-right.help'),
  ),
  command(
    'logs-left',
    ['h', 'left'],
    'logs',
    0,
    { do: 'scroll', columns: -10 },
    msg('keys.logs-left'),
    msg('keys.logs-left.help'),
  ),
  command(
    'logs-save',
    ['ctrl-s'],
    'logs',
    10,
    { do: 'save' },
    msg('keys.logs-save'),
    msg('keys.logs-save.help'),
  ),

  command(
    'wall-next',
    ['right', 'l', ']', 'tab'],
    'wall',
    60,
    { do: 'wall-turn', by: 1 },
    msg('keys.wall-next'),
    msg('keys.wall-next.help'),
  ),
  command(
    'wall-previous',
    ['left', 'h', '[', 'shift-tab'],
    'wall',
    0,
    { do: 'wall-turn', by: -1 },
    msg('keys.wall-previous'),
    msg('keys.wall-previous.help'),
  ),
  command(
    'wall-hold',
    ['p'],
    'wall',
    58,
    { do: 'wall-hold' },
    msg('keys.wall-hold'),
    msg('keys.wall-hold.help'),
  ),

  ...declare,
  command(
    'incident-add-note',
    ['a'],
    'incident',
    92,
    { do: 'incident-note' },
    msg('keys.incident-note'),
    msg('keys.incident-note.help'),
  ),
  command(
    'incident-follow-up',
    ['f'],
    'incident',
    80,
    { do: 'incident-follow-up' },
    msg('keys.incident-follow-up'),
    msg('keys.incident-follow-up.help'),
  ),
  command(
    'incident-called',
    ['c'],
    'incident',
    82,
    { do: 'incident-called' },
    msg('keys.incident-called'),
    msg('keys.incident-called.help'),
  ),
  command(
    'incident-worse',
    ['+'],
    'incident',
    60,
    { do: 'incident-severity', by: 1 },
    msg('keys.incident-worse'),
    msg('keys.incident-worse.help'),
  ),
  command(
    'incident-better',
    ['-'],
    'incident',
    58,
    { do: 'incident-severity', by: -1 },
    msg('keys.incident-better'),
    msg('keys.incident-better.help'),
  ),
  command(
    'incident-close',
    ['X'],
    'incident',
    78,
    { do: 'incident-close' },
    msg('keys.incident-close'),
    msg('keys.incident-close.help'),
  ),

  command(
    'guide-leave',
    ['escape', 'q'],
    'guide',
    70,
    { do: 'back' },
    msg('keys.guide-leave'),
    msg('keys.guide-leave.help'),
  ),
  command(
    'guide-proceed',
    ['enter'],
    'guide',
    92,
    { do: 'guide', act: 'proceed' },
    msg('keys.guide-proceed'),
    msg('keys.guide-proceed.help'),
  ),
  command(
    'guide-up',
    ['k', 'up'],
    'guide',
    0,
    { do: 'guide', act: 'up' },
    msg('keys.guide-up'),
    msg('keys.guide-up.help'),
  ),
  command(
    'guide-down',
    ['j', 'down'],
    'guide',
    0,
    { do: 'guide', act: 'down' },
    msg('keys.guide-down'),
    msg('keys.guide-down.help'),
  ),
  command(
    'guide-earlier',
    ['[', 'left'],
    'guide',
    42,
    { do: 'guide', act: 'earlier' },
    msg('keys.guide-earlier'),
    msg('keys.guide-earlier.help'),
  ),
  command(
    'guide-later',
    [']', 'right'],
    'guide',
    0,
    { do: 'guide', act: 'later' },
    msg('keys.guide-later'),
    msg('keys.guide-later.help'),
  ),
  command(
    'guide-back',
    ['b'],
    'guide',
    56,
    { do: 'guide', act: 'back' },
    msg('keys.guide-back'),
    msg('keys.guide-back.help'),
  ),
  command(
    'guide-overrule',
    ['o'],
    'guide',
    60,
    { do: 'guide', act: 'overrule' },
    msg('keys.guide-overrule'),
    msg('keys.guide-overrule.help'),
  ),
  command(
    'guide-skip',
    ['s'],
    'guide',
    50,
    { do: 'guide', act: 'skip' },
    msg('keys.guide-skip'),
    msg('keys.guide-skip.help'),
  ),
  command(
    'guide-again',
    ['r'],
    'guide',
    55,
    { do: 'guide', act: 'again' },
    msg('keys.guide-again'),
    msg('keys.guide-again.help'),
  ),
  command(
    'guide-undo',
    ['u'],
    'guide',
    58,
    { do: 'guide', act: 'undo' },
    msg('keys.guide-undo'),
    msg('keys.guide-undo.help'),
  ),
  command(
    'guide-restart',
    ['ctrl-r'],
    'guide',
    0,
    { do: 'guide', act: 'restart' },
    msg('keys.guide-restart'),
    msg('keys.guide-restart.help'),
  ),
];

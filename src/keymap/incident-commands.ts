import { incidentSeverities } from '../domain/incident.js';
import { msg } from '../domain/message.js';
import { type Command, command } from './command.js';

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

/** The keys of an incident, and of the question how bad it is. */
export const incidentCommands: readonly Command[] = [
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
];

import { msg } from '../domain/message.js';
import { type Command, command } from './command.js';

/** The keys of a drill. */
export const drillCommands: readonly Command[] = [
  command(
    'drill-hint',
    ['H'],
    'drill',
    71,
    { do: 'drill-hint' },
    msg('keys.drill-hint'),
    msg('keys.drill-hint.help'),
  ),
  command(
    'drill-debrief',
    ['D'],
    'drill',
    67,
    { do: 'drill-debrief' },
    msg('keys.drill-debrief'),
    msg('keys.drill-debrief.help'),
  ),
];

import { msg } from '../domain/message.js';
import { type Command, command } from './command.js';

/** The keys of the wall monitor. */
export const wallCommands: readonly Command[] = [
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
];

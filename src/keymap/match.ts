import type { Command, Scope } from './command.js';
import { commands } from './commands.js';

/** The command that a key means where these scopes hold, inner scopes first. */
export function matchCommand(key: string, scopes: readonly Scope[]): Command | undefined {
  for (const scope of scopes) {
    const found = commands.find((c) => c.scope === scope && c.keys.includes(key));
    if (found) return found;
  }
  return undefined;
}

/** Commands that work where these scopes hold; a key that an inner scope takes hides the outer command. */
export function commandsIn(scopes: readonly Scope[]): readonly Command[] {
  const taken = new Set<string>();
  const found: Command[] = [];
  for (const scope of scopes) {
    for (const command of commands) {
      if (command.scope !== scope) continue;
      if (command.keys.length > 0 && command.keys.every((key) => taken.has(key))) continue;
      found.push(command);
    }
    for (const command of found) for (const key of command.keys) taken.add(key);
  }
  return found;
}

/** How a key is written for people. */
export function keyText(key: string): string {
  const names: Record<string, string> = {
    space: 'space',
    escape: 'Esc',
    enter: 'Enter',
    tab: 'Tab',
    'shift-tab': 'S-Tab',
    up: '↑',
    down: '↓',
    left: '←',
    right: '→',
    pageup: 'PgUp',
    pagedown: 'PgDn',
    home: 'Home',
    end: 'End',
  };
  return names[key] ?? key.replace(/^ctrl-/, '^');
}

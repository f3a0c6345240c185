import type { Said } from '../stores.js';
import type { Terminal } from '../terminal/terminal.js';
import { withValue, wordsOf } from './redis-cli.js';

/** redis-cli at a terminal: without a command one on each line, until `exit`; `ask` runs redis-cli with its arguments. */
export async function talkToRedis(
  args: readonly string[],
  terminal: Terminal,
  ask: (args: readonly string[]) => Promise<Said>,
): Promise<Said> {
  const options = optionsOf(args);
  if (options.length < args.length || /^--(?:bigkeys|memkeys)$/.test(args.at(-1) ?? '')) return ask(args);
  for (;;) {
    const typed = await terminal.read('127.0.0.1:6379> ');
    if (typeof typed === 'string') return {};
    const words = wordsOf(typed.line);
    if (words.length === 0) continue;
    if (/^(?:exit|quit)$/i.test(words[0] ?? '')) return {};
    const { stdout = '', stderr = '' } = await ask([...options, '--no-raw', ...words]);
    terminal.write(stdout + stderr);
  }
}

/** Options at the front, each with its value. */
function optionsOf(args: readonly string[]): readonly string[] {
  let at = 0;
  while (args[at]?.startsWith('-')) at += withValue.has(args[at] ?? '') ? 2 : 1;
  return args.slice(0, at);
}

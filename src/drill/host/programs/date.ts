import type { Program } from '../host.js';
import { fails, parseOptions } from './support.js';

const tokyoMs = 9 * 3_600_000;

/** `date [-u] [-d TEXT] [+FORMAT]` in Japan's time. */
export const date: Program = (args, io, { system }) => {
  const { operands, options, has } = parseOptions(args, 'd', ['date']);
  const text = options.get('d') ?? options.get('date');
  const given = text?.startsWith('@')
    ? Number(text.slice(1)) * 1000
    : text === undefined
      ? system.now()
      : Date.parse(text);
  if (Number.isNaN(given)) return fails(io, `date: invalid date ‘${text}’`);
  const d = new Date(has('u') ? given : given + tokyoMs);
  const pad = (n: number, width = 2) => String(n).padStart(width, '0');
  const parts: Readonly<Record<string, string>> = {
    s: String(Math.floor(given / 1000)),
    N: `${pad(Math.floor((given % 1000) * 1000), 6)}000`,
    Y: String(d.getUTCFullYear()),
    m: pad(d.getUTCMonth() + 1),
    d: pad(d.getUTCDate()),
    H: pad(d.getUTCHours()),
    M: pad(d.getUTCMinutes()),
    S: pad(d.getUTCSeconds()),
    F: d.toISOString().slice(0, 10),
    T: d.toISOString().slice(11, 19),
    z: has('u') ? '+0000' : '+0900',
    Z: has('u') ? 'UTC' : 'JST',
    '%': '%',
  };
  const format = operands.find((word) => word.startsWith('+'))?.slice(1) ?? '%F %T %Z';
  io.out(`${format.replaceAll(/%(\w|%)/g, (all, c: string) => parts[c] ?? all)}\n`);
  return 0;
};

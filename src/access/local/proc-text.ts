import type { CpuInfo } from 'node:os';
import type { Systeminformation } from 'systeminformation';

/** Figures of any system in the form of the kernel files of Linux (proc(5)), which is what the probes understand. */

/** Idle is the only time in which a CPU waits for a disk where the system does not tell the two apart. */
export function statText(cpus: readonly CpuInfo[]): string {
  const columns = cpus.map(({ times: { user, nice, sys, idle, irq } }) => [user, nice, sys, idle, 0, irq]);
  const sum = [0, 1, 2, 3, 4, 5].map((at) => columns.reduce((total, fields) => total + (fields[at] ?? 0), 0));
  const line = (name: string, times: readonly number[]) =>
    `${name} ${times.map(jiffies).join(' ')} 0 0 0 0\n`;
  return line('cpu ', sum) + columns.map((times, at) => line(`cpu${at}`, times)).join('');
}

/** Milliseconds as the kernel's hundredths of a second. */
const jiffies = (ms: number): number => Math.round(ms / 10);

/** macOS has no buffers and caches of their own, only what they are together. */
export function meminfoText(memory: Systeminformation.MemData): string {
  const { total, free, available, buffers, cached, buffcache, reclaimable, swaptotal, swapfree } = memory;
  const apart = buffers > 0 || cached > 0;
  const rows: [string, number][] = [
    ['MemTotal', total],
    ['MemFree', free],
    ['MemAvailable', Math.max(0, available)],
    ['Buffers', buffers],
    ['Cached', apart ? cached : Math.max(0, buffcache)],
    ['SwapTotal', swaptotal],
    ['SwapFree', swapfree],
    ['SReclaimable', apart ? reclaimable : 0],
  ];
  return rows.map(([name, bytes]) => `${name}: ${Math.round(bytes / 1024)} kB\n`).join('');
}

export const loadText = (load: readonly number[]): string =>
  `${load.map((value) => value.toFixed(2)).join(' ')} 0/0 0\n`;

export function netDevText(bytes: ReadonlyMap<string, { readonly rx: number; readonly tx: number }>): string {
  const lines = [...bytes].map(([name, { rx, tx }]) => `${name}: ${rx} 0 0 0 0 0 0 0 ${tx} 0 0 0 0 0 0 0\n`);
  return `Inter-|   Receive  |  Transmit\n face |bytes |bytes\n${lines.join('')}`;
}

/** All disks as one; sectors of 512 bytes. */
export const diskstatsText = ({
  read,
  written,
}: {
  readonly read: number;
  readonly written: number;
}): string => `0 0 disks 0 0 ${Math.round(read / 512)} 0 0 0 ${Math.round(written / 512)} 0 0 0 0\n`;

import { expect, test } from 'vitest';
import { diskIoRate, parseDiskstats } from '../../../src/probes/stats/diskstats.js';
import { fixture } from '../fixture.js';

const line = (name: string, read: number, written: number) =>
  `8 0 ${name} 1 0 ${read} 1 1 0 ${written} 1 0 1 1\n`;

test('recorded: loops are left out', () => {
  expect([...parseDiskstats(fixture('proc/diskstats.1')).keys()]).toEqual(['vda']);
});

test('partitions and layers upon disks do not count twice', () => {
  const text = ['sda', 'sda1', 'dm-0', 'nvme0n1', 'nvme0n1p1', 'md0']
    .map((name) => line(name, 1, 1))
    .join('');
  expect([...parseDiskstats(text).keys()]).toEqual(['sda', 'nvme0n1']);
});

test('a partition counts where its disk is not listed', () => {
  expect([...parseDiskstats(line('xvda1', 2, 4))]).toEqual([['xvda1', { read: 1024, written: 2048 }]]);
});

test('a disk that was replaced, its counters low again, does not make a negative rate', () => {
  const rate = diskIoRate(parseDiskstats(line('sda', 100, 100)), parseDiskstats(line('sda', 4, 4)), 2);
  expect(rate).toEqual({ readBytesPerSecond: 0, writeBytesPerSecond: 0 });
});

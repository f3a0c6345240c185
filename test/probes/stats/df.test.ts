import { describe, expect, test } from 'vitest';
import { parseDf } from '../../../src/probes/stats/df.js';
import { fixture } from '../fixture.js';

const header = 'Filesystem 1-blocks Used Available Capacity Mounted on\n';

describe('df', () => {
  test('recorded: only real disks, with the percentages that df printed', () => {
    const rows = parseDf(fixture('proc/df.txt'), fixture('proc/dfInodes.txt'));
    expect(rows.map((row) => [row.mount, row.device])).toEqual([
      ['/', '/dev/loop1'],
      ['/usr', '/dev/vda'],
    ]);
    for (const row of rows) {
      const printed = (file: string) =>
        Number(new RegExp(`(\\d+)% ${row.mount}$`, 'm').exec(fixture(`proc/${file}`))![1]);
      expect(row.usedPercent).toBe(printed('df.txt'));
      expect(row.inodesPercent).toBe(printed('dfInodes.txt'));
    }
  });

  test('a device mounted twice is one row, under its shortest mount', () => {
    const rows = parseDf(`${header}/dev/sda1 100 50 50 50% /srv/bind\n/dev/sda1 100 50 50 50% /srv\n`);
    expect(rows.map((row) => row.mount)).toEqual(['/srv']);
  });

  test('percentages round up as those of df, and reserved blocks are not available', () => {
    const [row] = parseDf(`${header}/dev/sda1 1000 901 50 95% /\n`);
    expect(row!.usedPercent).toBe(95);
  });

  test('snaps, container layers and memory file systems are no disks; a pool of ZFS is one', () => {
    const rows = parseDf(
      `${header}/dev/loop3 100 100 0 100% /snap/core/1\noverlay 100 1 99 1% /data/overlay2/x/merged\n` +
        'usrlocal 100 1 99 1% /usr/local\ntank 100 1 99 1% /tank\nrun 100 1 99 1% /run\n/dev/loop9 10 10 0 100% /mnt/iso\n',
    );
    expect(rows.map((row) => row.device)).toEqual(['tank']);
  });

  test('mounts may hold spaces and hostile text', () => {
    const [row] = parseDf(`${header}/dev/sdb1 100 1 99 1% /mnt/my \u001b[31mdisk\n`);
    expect(row!.mount).toBe('/mnt/my disk');
  });

  test('file systems without a number of inodes have no inode figure', () => {
    const [row] = parseDf(
      `${header}/dev/sdb1 100 1 99 1% /\n`,
      'Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/sdb1 0 0 0 - /\n',
    );
    expect(row).not.toHaveProperty('inodesPercent');
  });
});

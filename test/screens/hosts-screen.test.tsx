import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type HostRow, HostsScreen } from '../../src/screens/hosts-screen.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { keys, renderFrame } from '../ui/render-frame.js';

const rows: readonly HostRow[] = [
  {
    name: 'salon-gbp',
    title: 'サロン GBP 運用',
    environment: 'production',
    source: 'hosts.yaml',
    reach: 'reachable',
  },
  { name: 'psyfit', title: 'PsyFit', environment: 'production', source: 'hosts.yaml', reach: 'unreachable' },
  { name: 'keiba', title: '競馬予測', environment: 'staging', source: 'hosts.yaml', reach: 'behind' },
  { name: 'drill', title: '演習用ホスト', environment: 'drill', source: 'hosts.yaml', reach: 'embedded' },
  { name: 'backup-box', title: '', source: 'ssh-config', reach: 'checking' },
];

describe.each(['en', 'ja'] as const)('the host list in %s', (lang) => {
  test.each([
    [80, 24],
    [120, 40],
    [200, 50],
  ])('at %i×%i', async (columns, height) => {
    const frame = await renderFrame(<HostsScreen rows={rows} lang={lang} onChoice={() => {}} />, {
      columns,
      rows: height,
    });
    const lines = frame.lines();
    expect(lines).toHaveLength(height);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
    const file = join(import.meta.dirname, 'frames', lang, `${columns}x${height}`, 'hosts.txt');
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file);
  });
});

test('typing filters the hosts and Enter opens the one that is left', async () => {
  const onChoice = vi.fn();
  const frame = await renderFrame(<HostsScreen rows={rows} lang="en" onChoice={onChoice} />, {
    columns: 80,
    rows: 24,
  });
  await frame.press('k', 'e', 'i');
  await frame.until(
    (lines) => lines.some((line) => line.includes('keiba')) && !lines.some((line) => line.includes('psyfit')),
  );
  await frame.press(keys.enter);
  await frame.until(() => onChoice.mock.calls.length > 0);
  expect(onChoice).toHaveBeenCalledWith('keiba');
});

import { describe, expect, test } from 'vitest';
import { EvidenceTable } from '../../src/ui/EvidenceTable.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { renderFrame } from './render-frame.js';

describe('EvidenceTable', () => {
  const titles = ['pid', '問い合わせ', 'state'];
  const rows = [
    [{ text: '812' }, { text: 'UPDATE 注文 SET …' }, { text: 'active', tone: 'fail' as const }],
    [{ text: '9' }, { text: '😀 emoji' }, { text: '' }],
  ];

  test('lines up wide characters', () => {
    expect(renderFrame(<EvidenceTable titles={titles} rows={rows} width={60} />).lines()).toEqual([
      '┌─────┬───────────────────┬────────┐',
      '│ pid │ 問い合わせ        │ state  │',
      '├─────┼───────────────────┼────────┤',
      '│ 812 │ UPDATE 注文 SET … │ active │',
      '├─────┼───────────────────┼────────┤',
      '│ 9   │ 😀 emoji          │        │',
      '└─────┴───────────────────┴────────┘',
    ]);
  });

  test('cuts the widest column to fit its width', () => {
    const lines = renderFrame(<EvidenceTable titles={titles} rows={rows} width={30} />).lines();
    expect(lines.map(displayWidth)).toEqual([30, 30, 30, 30, 30, 30, 30]);
    expect(lines[3]).toBe('│ 812 │ UPDATE 注…  │ active │');
  });

  test('counts the rows and leaves out the columns beyond its caps', () => {
    const lines = renderFrame(
      <EvidenceTable titles={titles} rows={rows} width={60} maxRows={1} maxColumns={1} />,
    ).lines();
    expect(lines).toEqual(['┌─────┐', '│ pid │', '├─────┤', '│ 812 │', '└─────┘', '↓1']);
  });

  test('has ASCII borders', () => {
    const lines = renderFrame(<EvidenceTable titles={['a']} rows={[[{ text: 'b' }]]} width={60} />, {
      unicode: false,
    }).lines();
    expect(lines).toEqual(['+---+', '| a |', '+---+', '| b |', '+---+']);
  });

  test('draws equal rows and texts that look like placeholders', () => {
    const same = [{ text: '\uE000' }];
    expect(renderFrame(<EvidenceTable titles={['x']} rows={[same, same]} width={9} />).lines()[5]).toBe(
      '│ \uE000 │',
    );
  });

  test('has a row a line when it is compact, and marks the row that decides', () => {
    const frame = renderFrame(
      <EvidenceTable titles={titles} rows={rows} width={60} compact highlighted={0} />,
    );
    expect(frame.lines()).toEqual([
      '┌─────┬───────────────────┬────────┐',
      '│ pid │ 問い合わせ        │ state  │',
      '├─────┼───────────────────┼────────┤',
      '│▸812 │ UPDATE 注文 SET … │ active │',
      '│ 9   │ 😀 emoji          │        │',
      '└─────┴───────────────────┴────────┘',
    ]);
    // Standard colours have no quiet background: inverse video.
    expect(frame.styled()).toContain('\u001B[7m▸812 \u001B[27m');
  });

  test('never hides the row that decides', () => {
    const many = Array.from({ length: 40 }, (_, i) => [{ text: `row ${i}` }]);
    const lines = renderFrame(
      <EvidenceTable titles={['n']} rows={many} width={30} maxRows={3} compact highlighted={20} />,
    ).lines();
    expect(lines.slice(3)).toEqual(['│ row 18 │', '│ row 19 │', '│▸row 20 │', '└────────┘', '↑18 ↓19']);
  });

  test('keeps the line under the titles with eleven rows', () => {
    const many = Array.from({ length: 11 }, () => [{ text: 'x' }]);
    const lines = renderFrame(<EvidenceTable titles={['n']} rows={many} width={30} compact />).lines();
    expect(lines.filter((line) => line.startsWith('├'))).toHaveLength(1);
    expect(lines).toHaveLength(15);
  });
});

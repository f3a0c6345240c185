import { describe, expect, test } from 'vitest';
import { Dialog } from '../../src/ui/Dialog.js';
import { LogLines } from '../../src/ui/LogLines.js';
import { renderFrame } from './render-frame.js';

describe('Dialog', () => {
  test('stands in the middle of an empty area', () => {
    const frame = renderFrame(
      <Dialog
        columns={30}
        rows={7}
        width={20}
        height={3}
        title="Restart"
        summary="api"
        summaryTone="production"
      >
        <LogLines lines={[{ text: 'Type the name' }]} />
      </Dialog>,
    );
    expect(frame.lines()).toEqual([
      '',
      '',
      '     ┏ Restart ━━ api ━━┓',
      '     ┃ Type the name    ┃',
      `     ┗${'━'.repeat(18)}┛`,
      '',
      '',
    ]);
  });

  test('is cut to an area that is smaller', () => {
    const frame = renderFrame(<Dialog columns={10} rows={3} width={20} height={9} title="Restart" />);
    expect(frame.lines()).toEqual(['┏ Resta… ┓', '┃        ┃', '┗━━━━━━━━┛']);
  });
});

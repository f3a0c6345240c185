import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane, paneBodySize } from './Pane.js';
import type { Tone } from './theme.js';

export interface DialogProps {
  /** The area that the dialog replaces as a whole. */
  columns: number;
  rows: number;
  /** Wanted outer size; cut to the area. */
  width: number;
  height: number;
  title: string;
  /** Shown in the border after the title, such as the host that is concerned. */
  summary?: string;
  summaryTone?: Tone;
  children?: ReactNode;
}

/** Size that a dialog's children have, after cutting to the area. */
export function dialogBodySize({
  columns,
  rows,
  width,
  height,
}: Pick<DialogProps, 'columns' | 'rows' | 'width' | 'height'>) {
  const body = paneBodySize(Math.min(width, columns), Math.min(height, rows));
  return { width: Math.max(0, body.width - 2), height: body.height };
}

/**
 * A box in the middle of an otherwise empty area.
 *
 * It replaces what was there instead of lying upon it, so nothing behind it can be taken for a part of the question.
 */
export function Dialog({ columns, rows, width, height, title, summary, summaryTone, children }: DialogProps) {
  const body = dialogBodySize({ columns, rows, width, height });
  return (
    <Box width={columns} height={rows} flexShrink={0} alignItems="center" justifyContent="center">
      <Pane
        width={Math.min(width, columns)}
        height={Math.min(height, rows)}
        title={title}
        {...(summary === undefined ? {} : { summary })}
        {...(summaryTone === undefined ? {} : { summaryTone })}
        focused
      >
        <Box marginLeft={1} width={body.width} flexShrink={0} flexDirection="column">
          {children}
        </Box>
      </Pane>
    </Box>
  );
}

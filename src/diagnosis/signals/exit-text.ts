import { type Msg, msg } from '../../domain/message.js';
import type { ContainerRow } from '../../domain/model.js';

/** How a container ended, as its pane shows it. */
export const exitText = (row: ContainerRow): Msg =>
  row.exitMeaning
    ? msg('situation.evidence.exit-meaning', { code: row.exitCode ?? '?', meaning: row.exitMeaning })
    : msg('situation.evidence.exit', { code: row.exitCode ?? '?' });

import { Box } from 'ink';
import type { EvidenceLine } from '../../domain/evidence.js';
import type { Job } from '../../domain/job.js';
import { msg } from '../../domain/message.js';
import { cursorAt, listOf } from '../../store/lists.js';
import { jobRows, underwayNow } from '../../store/selectors/jobs.js';
import { Pane, paneBodySize } from '../../ui/Pane.js';
import { Table } from '../../ui/Table.js';
import { displayWidth } from '../../ui/text/width.js';
import { type Theme, useTheme } from '../../ui/theme.js';
import { duration } from '../format.js';
import { commandLines } from '../guide/command-lines.js';
import { Lines, type Span, span } from '../lines.js';
import { failureText, useView, type View } from '../view.js';
import { jobTableRows } from './rows.js';
import { underwayText } from './underway-text.js';

/** After this time the list is called old, ms: it is read every few seconds while it is on the screen. */
const oldMs = 15_000;

/** Detached actions, those of other operators too; the output of the chosen one, and what else is under way. */
export function JobsScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  const inner = paneBodySize(width, height);
  const { state } = view;
  const jobs = jobRows(state);
  const list = listOf(state.ui, 'jobs');
  const selected = cursorAt(
    list,
    jobs.map(({ note }) => note.id),
  );
  const others = otherLines(view, theme).slice(0, Math.max(2, Math.floor(inner.height / 4)));
  const chosen = jobs[selected];
  const room = inner.height - others.length;
  // The list is short as a rule; the output takes what is left.
  const tableHeight = Math.max(4, Math.min(jobs.length + 2, Math.floor(room / 2)));
  const detail = chosen ? detailLines(view, chosen, inner.width - 1, Math.max(0, room - tableHeight)) : [];
  const widestWho = Math.max(4, ...jobs.map(({ note }) => displayWidth(note.who)));
  return (
    <Pane
      width={width}
      height={height}
      title={view.t(msg('jobs.screen.title'))}
      {...headOf(view, jobs)}
      focused
    >
      <Box flexDirection="column" width={inner.width} height={inner.height} overflow="hidden">
        <Table
          columns={[
            { id: 'action', title: view.t(msg('jobs.column.action')), flex: 2, min: 16, priority: 100 },
            {
              id: 'who',
              title: view.t(msg('jobs.column.who')),
              width: Math.min(widestWho, Math.floor(inner.width / 4)),
              priority: 80,
            },
            { id: 'since', title: view.t(msg('jobs.column.since')), width: 11, priority: 70 },
            { id: 'state', title: view.t(msg('jobs.column.state')), flex: 1, min: 14, priority: 90 },
          ]}
          rows={jobTableRows(view, jobs)}
          width={inner.width}
          height={detail.length > 0 ? tableHeight : room}
          selected={selected}
          empty={emptyText(view, list.filter !== '')}
        />
        <Lines lines={detail.map((line) => [span(' '), ...line])} width={inner.width} />
        <Lines lines={others.map((line) => [span(' '), ...line])} width={inner.width} />
      </Box>
    </Pane>
  );
}

function headOf(view: View, jobs: readonly Job[]) {
  const { guide, now, lang } = view.state;
  const known = guide.jobs;
  if (known?.failure) {
    const summary = view.t(msg('jobs.screen.unread', { why: failureText(view, known.failure) }));
    return { summary, summaryTone: 'warn' as const };
  }
  const running = jobs.filter((job) => job.now.state === 'running').length;
  const summary = view.t(msg('jobs.screen.summary', { running, of: jobs.length }));
  const isOld = known !== undefined && now - known.at > oldMs;
  return {
    summary,
    summaryTone: running > 0 ? ('accent' as const) : ('dim' as const),
    ...(isOld ? { age: duration((now - known.at) / 1000, lang) } : {}),
  };
}

function emptyText(view: View, isFiltered: boolean): string {
  if (isFiltered) return view.t(msg('screen.nothing-matches'));
  return view.t(view.state.guide.jobs ? msg('jobs.screen.none') : msg('jobs.screen.waiting'));
}

/** The command and the last lines of what it says. */
function detailLines(view: View, { note }: Job, width: number, height: number): Span[][] {
  if (height < 3) return [];
  const { guide } = view.state;
  const command = commandLines(note.shown, width).slice(0, height < 10 ? 1 : 3);
  const hasWalk = guide.walks[note.playbook] !== undefined;
  const head = [
    span(view.t(msg('jobs.screen.output')), 'title'),
    ...(hasWalk ? [span(`  ${view.t(msg('jobs.screen.open'))}`, 'dim')] : []),
  ];
  const lines = linesOf(view, note.id);
  const output: Span[][] =
    lines.length === 0
      ? [[span(view.t(msg('jobs.screen.no-output')), 'dim')]]
      : lines.map(({ text, stream }) => [span(text, stream === 'stderr' ? 'notice' : 'plain')]);
  const room = Math.max(1, height - command.length - 2);
  return [[], ...command, head, ...output.slice(-room)].slice(0, height);
}

function linesOf(view: View, id: string): readonly EvidenceLine[] {
  const { followed = [], jobs } = view.state.guide;
  const own = followed.find((one) => one.id === id);
  if (own) return own.lines;
  return jobs?.shown?.id === id ? jobs.shown.lines : [];
}

/** Programs of others that change the host. */
function otherLines(view: View, theme: Theme): Span[][] {
  const listed = new Set(jobRows(view.state).map(({ note }) => note.id));
  const others = underwayNow(view.state).others.filter(
    (one) => one.kind === 'process' || !listed.has(one.job.note.id),
  );
  if (others.length === 0) return [];
  return [
    [span(view.t(msg('jobs.screen.others')), 'warn')],
    ...others.map((one) => [span(`${theme.glyphs.mark.warn} `, 'warn'), span(underwayText(view, one))]),
  ];
}

import { Box } from 'ink';
import { cursorAt, listOf } from '../../store/lists.js';
import { triageRows } from '../../store/selectors/triage.js';
import { Pane, paneBodySize } from '../../ui/Pane.js';
import { Table } from '../../ui/Table.js';
import { displayWidth } from '../../ui/text/width.js';
import { useTheme } from '../../ui/theme.js';
import { Line, Lines, span } from '../lines.js';
import { useView } from '../view.js';
import { offerDetail } from './detail.js';
import { offerRows } from './rows.js';

/** Problems of a team's files that are shown at most. */
const mostProblems = 3;

/** The playbooks, those that fit what is going on first; below them why the selected one is offered. */
export function TriageScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  const { guide, ui } = view.state;
  const offers = triageRows(view.state);
  const inner = paneBodySize(width, height);
  const fitting = offers.filter((offer) => offer.score > 0).length;
  const list = listOf(ui, 'triage');
  const selected = cursorAt(
    list,
    offers.map((offer) => offer.playbook),
  );
  const problems = guide.problems.slice(0, inner.height >= 12 ? mostProblems : 1);
  const more = guide.problems.length - problems.length;
  const rows = offerRows(view, offers, theme);
  const spare = inner.height - problems.length - rows.length;
  const detail = offerDetail(view, offers[selected], {
    width: inner.width - 1,
    // At least half of the height stays with the list.
    height:
      inner.height < 14 ? 0 : Math.max(Math.min(8, spare), Math.min(Math.floor(inner.height / 3), 14), spare),
    ellipsis: theme.glyphs.ellipsis,
  });
  const widestTitle = Math.max(12, ...offers.map((offer) => displayWidth(view.t(offer.title))));
  return (
    <Pane
      width={width}
      height={height}
      title={view.t({ id: 'triage.screen.title' })}
      summary={fitting > 0 ? view.t({ id: 'triage.screen.fit', params: { n: fitting } }) : ''}
      summaryTone="warn"
      focused
    >
      <Box flexDirection="column" width={inner.width} height={inner.height} overflow="hidden">
        <Table
          columns={[
            { id: 'best', title: '', width: 1, priority: 90 },
            {
              id: 'title',
              title: '',
              width: Math.min(widestTitle, Math.floor(inner.width * 0.5)),
              min: 16,
              priority: 100,
            },
            { id: 'why', title: '', flex: 1, min: 12, priority: 80 },
            { id: 'key', title: '', width: offers.some((o) => o.key) ? 4 : 1, align: 'right', priority: 85 },
          ]}
          rows={rows}
          width={inner.width}
          height={Math.max(1, inner.height - detail.length - problems.length)}
          header={false}
          selected={selected}
          empty={view.t({ id: emptyText(guide.playbooks !== undefined, list.filter !== '') })}
        />
        <Lines lines={detail.map((line) => [span(' '), ...line])} width={inner.width} />
        {problems.map((problem, i) => (
          <Line
            key={`${problem.id} ${String(i)}`}
            spans={[
              span(`${theme.glyphs.mark.warn} `, 'warn'),
              span(view.t(problem), 'warn'),
              ...(i === problems.length - 1 && more > 0 ? [span(`  +${more}`, 'dim')] : []),
            ]}
            width={inner.width}
          />
        ))}
      </Box>
    </Pane>
  );
}

const emptyText = (isLoaded: boolean, isFiltered: boolean): string =>
  isFiltered ? 'screen.nothing-matches' : isLoaded ? 'triage.screen.none' : 'triage.screen.loading';

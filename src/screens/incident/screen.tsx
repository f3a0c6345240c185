import { Box } from 'ink';
import { incidentSeverities, responseMinutes } from '../../domain/incident.js';
import { entryText } from '../../incident/entry-text.js';
import { ladderOf } from '../../incident/escalation.js';
import { inOrder, timeOf } from '../../incident/fold.js';
import { cursorAt, listOf } from '../../store/lists.js';
import { Pane, paneBodySize } from '../../ui/Pane.js';
import { Table } from '../../ui/Table.js';
import { wrapWords } from '../../ui/text/wrap-words.js';
import type { Tone } from '../../ui/theme.js';
import { clock, duration } from '../format.js';
import { Line, Lines, type Span, span } from '../lines.js';
import { useView, type View } from '../view.js';
import { dueText } from './due.js';
import { severityTone } from './tone.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The open incident: who is to be called, and all that happened; without one, the question how bad it is. */
export function IncidentScreen(size: Size) {
  const view = useView();
  return view.state.incident.current ? <Timeline {...size} /> : <Declare {...size} />;
}

function Declare({ width, height }: Size) {
  const view = useView();
  const inner = paneBodySize(width, height);
  const { host, data } = view.state;
  const say = (id: string, params?: Record<string, string>) =>
    wrapWords(view.t(params ? { id, params } : { id }), inner.width - 2);
  const lines: Span[][] = [
    ...say('incident.screen.ask').map((text) => [span(text)]),
    [],
    ...incidentSeverities.map((severity) => {
      const minutes = host.response?.[severity] ?? responseMinutes[severity];
      return [
        span(`  ${severity.charAt(0)}  `, 'key'),
        span(view.t({ id: `incident.severity.${severity}` }), severityTone[severity]),
        span(`  ${duration(minutes * 60, view.state.lang)}`, 'dim'),
      ];
    }),
    [],
    ...contactLines(view),
    ...say('incident.screen.now', { text: view.t(data.situation.headline) }).map((text) => [span(text)]),
    [],
    ...say('incident.screen.what-then').map((text) => [span(text, 'dim')]),
  ];
  return (
    <Pane width={width} height={height} title={view.t({ id: 'incident.screen.title' })} focused>
      <Lines lines={lines.slice(0, inner.height).map((line) => [span(' '), ...line])} width={inner.width} />
    </Pane>
  );
}

function Timeline({ width, height }: Size) {
  const view = useView();
  const inner = paneBodySize(width, height);
  const { current } = view.state.incident;
  if (!current) return undefined;
  const ladder = ladderLines(view).slice(0, Math.max(1, Math.floor(inner.height / 3)));
  const telling = { lang: view.state.lang, t: view.t };
  const rows = inOrder(current.entries).map((entry, index) => ({
    key: String(index),
    cells: [
      { text: clock(timeOf(entry)), tone: 'dim' as const },
      toned(entryText(entry, telling), toneOfKind[entry.kind]),
    ],
  }));
  const keys = rows.map(({ key }) => key);
  const list = listOf(view.state.ui, 'incident');
  const selected = cursorAt(list, keys);
  return (
    <Pane
      width={width}
      height={height}
      title={view.t({ id: 'incident.screen.title' })}
      summary={`${current.title} · ${current.id}`}
      summaryTone={severityTone[current.severity]}
      focused
    >
      <Box flexDirection="column" width={inner.width} height={inner.height} overflow="hidden">
        {ladder.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rungs' places are their identity.
          <Line key={i} spans={line} width={inner.width} />
        ))}
        <Table
          columns={[
            { id: 'time', title: '', width: 8, priority: 90 },
            { id: 'text', title: '', flex: 1, min: 20, priority: 100 },
          ]}
          rows={rows}
          width={inner.width}
          height={Math.max(1, inner.height - ladder.length)}
          header={false}
          selected={selected}
        />
      </Box>
    </Pane>
  );
}

/** Whom to call is wanted before anything is declared, too. */
function contactLines({ state: { host, lang }, t }: View): Span[][] {
  if (host.contacts.length === 0) return [];
  const lines = host.contacts.map(({ role, name, reach, withinMinutes }) => {
    const who = [role, name, reach].filter(Boolean).join(' · ');
    const after = withinMinutes === undefined ? '' : `  ${duration(withinMinutes * 60, lang)}`;
    return [span(`  ${who}`), span(after, 'dim')];
  });
  return [[span(t({ id: 'incident.screen.contacts' }), 'dim')], ...lines, []];
}

function ladderLines(view: View): Span[][] {
  const { host, incident, now, lang } = view.state;
  if (!incident.current) return [];
  const ladder = ladderOf(incident.current, host.contacts);
  if (ladder.length === 0) return [[span(view.t({ id: 'incident.screen.no-contacts' }), 'dim')]];
  return ladder.map((rung) => {
    const who = [rung.role, rung.name, rung.reach].filter(Boolean).join(' · ');
    const when =
      rung.calledAt === undefined
        ? span(`  ${view.t(dueText(rung.dueAt - now, lang))}`, rung.dueAt <= now ? 'fail' : 'dim')
        : span(`  ${view.t({ id: 'incident.screen.called' })} ${clock(rung.calledAt)}`, 'ok');
    return [span(`${view.t({ id: 'incident.screen.ladder' })} `, 'dim'), span(who), when];
  });
}

const toned = (text: string, tone: Tone | undefined) => (tone === undefined ? { text } : { text, tone });

const toneOfKind: Readonly<Record<string, Tone | undefined>> = {
  declared: 'accent',
  situation: 'warn',
  cause: 'fail',
  action: 'accent',
  closed: 'ok',
  resumed: 'dim',
  link: 'dim',
};

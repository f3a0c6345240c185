import { Box } from 'ink';
import { dataOf } from '../../domain/snapshot.js';
import { tabOf } from '../../store/active-list.js';
import { cursorAt, listOf } from '../../store/lists.js';
import {
  currentQueueSystem,
  failureRows,
  queueRows,
  recurringRows,
  workerRows,
} from '../../store/selectors/queues.js';
import { Table } from '../../ui/Table.js';
import { displayWidth } from '../../ui/text/width.js';
import { duration, moment } from '../format.js';
import { Lines, type Span, span } from '../lines.js';
import { Tabs } from '../tabs.js';
import { failureText, toneOf, useView } from '../view.js';
import { hasQueues } from './pane.js';
import { queueCells, queueColumns, redisFigures, systemFigures, workerCells, workerColumns } from './rows.js';

/** One queue system: its queues, workers, failed jobs or recurring tasks, with Redis' health below. */
export function QueuesScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const current = currentQueueSystem(view.state);
  const data = dataOf(view.data.queues);
  const redis = [
    ...(data?.systems ?? []).flatMap((s) => (s.ok && s.data.redis ? [s.data.redis] : [])),
    ...(data?.redis ?? []),
  ];
  const bottom: Span[][] = redis.map((r) => redisFigures(view, r));
  const system = current?.system;
  const top: Span[][] = [];
  if (system) {
    const place = current.of > 1 ? ` ${current.index + 1}/${current.of}` : '';
    const name = system.ok ? `${system.data.kind} ${system.data.name}${place}  ` : `${system.name}${place}  `;
    top.push([
      span(name, 'title'),
      ...(system.ok
        ? systemFigures(view, system.data, width - displayWidth(name))
        : [span(failureText(view, system.failure), 'warn')]),
    ]);
    if (system.ok) {
      if (system.data.why) top.push([span(view.t(system.data.why), toneOf[system.data.severity])]);
      if (system.data.stalled) top.push([span(view.t(system.data.stalled), 'fail')]);
      if (system.data.scheduler?.note)
        top.push([
          span(`${system.data.scheduler.name}: `, 'dim'),
          span(view.t(system.data.scheduler.note), 'dim'),
        ]);
    }
  } else {
    const failure = 'failure' in view.data.queues ? view.data.queues.failure : undefined;
    const text = failure
      ? failureText(view, failure)
      : view.t({ id: data || !hasQueues(view) ? 'screen.not-configured' : 'screen.waiting' });
    top.push([span(text, failure ? 'warn' : 'dim')]);
  }
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Tabs screen="queues" width={width} />
      <Lines lines={top} width={width} />
      <Body
        width={width}
        height={Math.max(1, height - 1 - top.length - bottom.length)}
        tab={tabOf(view.state, 'queues')}
      />
      <Lines lines={bottom} width={width} />
    </Box>
  );
}

function Body({ width, height, tab }: { width: number; height: number; tab: string }) {
  const view = useView();
  const { state } = view;
  const t = (id: string) => view.t({ id: `column.${id}` });
  const box = { width, height, empty: view.t({ id: 'screen.nothing' }) };
  if (tab === 'workers') {
    const rows = workerRows(state).map((w) => ({ key: `${w.kind} ${w.name}`, cells: workerCells(view, w) }));
    return (
      <Table
        columns={workerColumns(view)}
        rows={rows}
        selected={cursorAt(
          listOf(state.ui, 'workers'),
          rows.map((r) => r.key),
        )}
        {...box}
      />
    );
  }
  if (tab === 'failures') {
    const rows = failureRows(state).map((f) => ({
      key: f.id,
      cells: [
        { text: moment(f.at - (view.data.skewMs ?? 0), state.now), tone: 'dim' as const },
        { text: f.queue },
        { text: f.job },
        { text: f.error, tone: 'fail' as const },
      ],
    }));
    return (
      <Table
        columns={[
          { id: 'at', title: t('at'), width: 11, priority: 60 },
          { id: 'queue', title: t('queue'), width: 14, min: 8, priority: 70 },
          { id: 'job', title: t('job'), flex: 1, min: 12, priority: 90 },
          { id: 'error', title: t('error'), flex: 3, min: 16, priority: 100 },
        ]}
        rows={rows}
        selected={cursorAt(
          listOf(state.ui, 'failures'),
          rows.map((r) => r.key),
        )}
        {...box}
      />
    );
  }
  if (tab === 'recurring') {
    const rows = recurringRows(state).map((r) => ({
      key: r.key,
      cells: [
        { text: r.key },
        { text: r.schedule, tone: 'dim' as const },
        { text: duration(r.lastSeconds, state.lang) },
        {
          text: view.t({
            id: r.missed === 'unknown' ? 'screen.unknown' : r.missed ? 'screen.missed' : 'screen.on-time',
          }),
          tone:
            r.missed === true
              ? ('fail' as const)
              : r.missed === 'unknown'
                ? ('dim' as const)
                : ('ok' as const),
        },
      ],
    }));
    return (
      <Table
        columns={[
          { id: 'key', title: t('task'), flex: 2, min: 14, priority: 100 },
          { id: 'schedule', title: t('schedule'), flex: 1, min: 10, priority: 60 },
          { id: 'last', title: t('last'), width: 9, align: 'right', priority: 80 },
          { id: 'missed', title: t('state'), width: 10, priority: 90 },
        ]}
        rows={rows}
        selected={cursorAt(
          listOf(state.ui, 'recurring'),
          rows.map((r) => r.key),
        )}
        {...box}
      />
    );
  }
  const rows = queueRows(state).map((q) => ({ key: q.name, cells: queueCells(view, q) }));
  return (
    <Table
      columns={queueColumns(view)}
      rows={rows}
      selected={cursorAt(
        listOf(state.ui, 'queues'),
        rows.map((r) => r.key),
      )}
      {...box}
    />
  );
}

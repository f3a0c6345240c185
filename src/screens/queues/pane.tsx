import { Box } from 'ink';
import { dataOf } from '../../domain/snapshot.js';
import { worse } from '../../store/selectors/containers.js';
import { Table } from '../../ui/Table.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Tone } from '../../ui/theme.js';
import { Line, Lines, type Span, span } from '../lines.js';
import { failureText, toneOf, useView, type View } from '../view.js';
import { queueCells, queueColumns, redisFigures, systemFigures } from './rows.js';

/** The host entry names job queues or a Redis. */
export const hasQueues = ({ state: { host } }: View): boolean => host.queues.length + host.redis.length > 0;

export function queuesSummary(view: View): { text: string; tone: Tone } {
  const data = dataOf(view.data.queues);
  if (!data)
    return {
      text: hasQueues(view) ? '' : view.t({ id: 'screen.not-configured' }),
      tone: 'dim',
    };
  const ok = data.systems.flatMap((s) => (s.ok ? [s.data] : []));
  const why = ok.find((s) => s.why)?.why ?? data.redis.find((r) => r.why)?.why;
  const depth = ok.flatMap((s) => s.queues).reduce((sum, q) => sum + q.depth, 0);
  return {
    text: why ? view.t(why) : view.t({ id: 'screen.waiting-jobs', params: { n: depth } }),
    tone: toneOf[data.severity],
  };
}

/** Each system's figures, all queues worst first, Redis below. */
export function QueuesBody({ width, height }: { width: number; height: number }) {
  const view = useView();
  const data = dataOf(view.data.queues);
  if (!data) {
    const failure = 'failure' in view.data.queues ? view.data.queues.failure : undefined;
    return (
      <Line
        spans={[
          span(
            failure
              ? failureText(view, failure)
              : view.t({ id: hasQueues(view) ? 'screen.waiting' : 'screen.not-configured' }),
            failure ? 'warn' : 'dim',
          ),
        ]}
        width={width}
      />
    );
  }
  const top: Span[][] = data.systems.map((s) =>
    s.ok
      ? [
          span(`${s.data.kind} `, 'title'),
          ...systemFigures(view, s.data, width - displayWidth(s.data.kind) - 1),
        ]
      : [span(`${s.name} `, 'title'), span(failureText(view, s.failure), 'warn')],
  );
  const redis = [...data.systems.flatMap((s) => (s.ok && s.data.redis ? [s.data.redis] : [])), ...data.redis];
  const bottom: Span[][] = [
    ...redis.map((r) => redisFigures(view, r)),
    ...(data.redisFailures ?? []).map((f) => [
      span(`${f.name} `, 'title'),
      span(failureText(view, f.failure), 'warn'),
    ]),
  ];
  const queues = data.systems
    .flatMap((s) => (s.ok ? s.data.queues : []))
    .sort((a, b) => worse(a.severity, b.severity) || b.depth - a.depth);
  const tableHeight = Math.max(1, height - top.length - bottom.length);
  return (
    <Box flexDirection="column">
      <Lines lines={top} width={width} />
      {queues.length > 0 ? (
        <Table
          columns={queueColumns(view)}
          rows={queues.map((q, i) => ({ key: `${q.name} ${i}`, cells: queueCells(view, q) }))}
          width={width}
          height={Math.min(tableHeight, queues.length + (height >= 8 ? 1 : 0))}
          header={height >= 8}
        />
      ) : undefined}
      <Lines lines={bottom} width={width} />
    </Box>
  );
}

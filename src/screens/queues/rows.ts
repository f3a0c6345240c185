import type { QueueRow, QueueSystemData, RedisHealth, WorkerRow } from '../../domain/model.js';
import type { Cell } from '../../ui/Table.js';
import type { ColumnSpec } from '../../ui/table-layout.js';
import { bytes, count, duration } from '../format.js';
import { figures, figuresWithin, type Span, span } from '../lines.js';
import { toneOf, type View } from '../view.js';

export function queueColumns(view: View): readonly ColumnSpec[] {
  const t = (id: string) => view.t({ id: `column.${id}` });
  return [
    { id: 'name', title: t('queue'), flex: 1, min: 10, max: 32, priority: 100 },
    { id: 'depth', title: t('depth'), width: 7, align: 'right', priority: 99 },
    { id: 'latency', title: t('latency'), width: 9, align: 'right', priority: 90 },
    { id: 'priorities', title: t('priorities'), flex: 3, min: 10, max: 44, priority: 40 },
    { id: 'state', title: t('state'), width: 8, priority: 50 },
    { id: 'head', title: t('head'), flex: 3, min: 12, priority: 30 },
  ];
}

export function queueCells(view: View, q: QueueRow): readonly Cell[] {
  return [
    { text: q.name },
    { text: `${count(q.depth)}${q.depthIsLowerBound ? '+' : ''}`, tone: toneOf[q.severity] },
    {
      text:
        q.latencySeconds === undefined
          ? ''
          : `${q.latencyIsLowerBound ? '>' : ''}${duration(q.latencySeconds, view.state.lang)}`,
    },
    { text: (q.priorities ?? []).map((p) => `p${p.priority}:${count(p.depth)}`).join(' '), tone: 'dim' },
    { text: q.paused ? view.t({ id: 'screen.queue-paused' }) : '', tone: 'warn' },
    { text: q.headTask ?? '', tone: 'dim' },
  ];
}

export function workerText(view: View, w: WorkerRow): { text: string; tone: 'ok' | 'fail' | 'dim' } {
  if (w.alive === 'unknown') return { text: view.t({ id: 'screen.unknown' }), tone: 'dim' };
  return w.alive
    ? { text: view.t({ id: 'screen.alive' }), tone: 'ok' }
    : { text: view.t({ id: 'screen.dead' }), tone: 'fail' };
}

export function workerColumns(view: View): readonly ColumnSpec[] {
  const t = (id: string) => view.t({ id: `column.${id}` });
  return [
    { id: 'name', title: t('worker'), flex: 2, min: 14, priority: 100 },
    { id: 'kind', title: t('kind'), width: 12, min: 6, priority: 50 },
    { id: 'alive', title: t('state'), width: 8, priority: 99 },
    { id: 'beat', title: t('beat'), width: 9, align: 'right', priority: 90 },
    { id: 'active', title: t('active'), width: 7, align: 'right', priority: 70 },
    { id: 'processed', title: t('processed'), width: 10, align: 'right', priority: 60 },
    { id: 'note', title: '', flex: 2, min: 10, priority: 40 },
  ];
}

export function workerCells(view: View, w: WorkerRow): readonly Cell[] {
  const alive = workerText(view, w);
  return [
    { text: w.name },
    { text: w.kind, tone: 'dim' },
    { text: alive.text, tone: alive.tone },
    { text: duration(w.beatSeconds, view.state.lang) },
    { text: count(w.active) },
    { text: count(w.processed) },
    { text: w.note ? view.t(w.note) : '', tone: 'warn' },
  ];
}

/** Workers, scheduler and further figures of a system in one line. */
export function systemFigures(view: View, s: QueueSystemData, width: number): Span[] {
  const alive = s.workers.filter((w) => w.alive === true).length;
  const unknown = s.workers.length > 0 && s.workers.every((w) => w.alive === 'unknown');
  const scheduler = s.scheduler;
  const beat =
    scheduler === undefined
      ? ''
      : scheduler.alive === 'unknown'
        ? view.t({ id: 'screen.unknown' })
        : view.t({ id: scheduler.alive ? 'screen.alive' : 'screen.dead' });
  return figuresWithin(width, [
    [
      view.t({ id: 'column.workers' }),
      unknown ? `?/${s.workers.length}` : `${alive}/${s.workers.length}`,
      unknown ? 'dim' : alive === 0 || alive < s.workers.length ? 'fail' : 'ok',
    ],
    [
      // In a narrow pane the state must not be cut off by a long container name.
      scheduler === undefined ? '' : s.kind === 'celery' ? 'beat' : view.t({ id: 'column.scheduler' }),
      beat,
      scheduler?.alive === true ? 'ok' : scheduler?.alive === false ? 'fail' : 'dim',
    ],
    ...s.figures.map(
      (f) =>
        [
          view.t(f.label),
          typeof f.value === 'number' ? count(f.value) : f.value,
          toneOf[f.severity],
        ] as const,
    ),
  ]);
}

export function redisFigures(view: View, r: RedisHealth): Span[] {
  const used = r.maxBytes > 0 ? (100 * r.usedBytes) / r.maxBytes : 0;
  return [
    span(`${r.name} `, 'title'),
    ...figures([
      // Figures stand before a warning's long text, which the pane's title tells too; a failure comes first.
      ['', r.severity === 'warn' ? '' : r.why ? view.t(r.why) : 'ok', toneOf[r.severity]],
      [
        view.t({ id: 'column.memory' }),
        r.maxBytes > 0 ? `${bytes(r.usedBytes)}/${bytes(r.maxBytes)}` : bytes(r.usedBytes),
        used >= 95 ? 'fail' : used >= 80 ? 'warn' : 'plain',
      ],
      [view.t({ id: 'column.clients' }), String(r.clients)],
      [view.t({ id: 'column.ops' }), `${count(r.opsPerSecond)}/s`],
      [
        view.t({ id: 'column.evicted' }),
        r.evictedPerSecond ? `${r.evictedPerSecond.toFixed(1)}/s` : '',
        'fail',
      ],
      [view.t({ id: 'column.blocked' }), r.blocked > 0 ? String(r.blocked) : ''],
      ['', r.severity === 'warn' && r.why ? view.t(r.why) : '', 'warn'],
      ['', r.policy, 'dim'],
      ['', r.role === 'master' ? '' : r.role, 'dim'],
      ['v', r.version, 'dim'],
    ]),
  ];
}

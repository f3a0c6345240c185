import type { ActivityRow, PostgresData } from '../../domain/model.js';
import { durationOf, type LockRow } from '../../store/selectors/postgres.js';
import type { Cell } from '../../ui/Table.js';
import type { ColumnSpec } from '../../ui/table-layout.js';
import type { Tone } from '../../ui/theme.js';
import { count, duration, percent } from '../format.js';
import { figuresWithin, type Span } from '../lines.js';
import type { View } from '../view.js';

/** @param queryMin the least room for the query, which is worth more than who runs it */
export function activityColumns(view: View, queryMin = 12): readonly ColumnSpec[] {
  const title = (id: string) => view.t({ id: `column.${id}` });
  return [
    { id: 'pid', title: 'pid', width: 7, align: 'right', priority: 80 },
    { id: 'time', title: title('time'), width: 7, align: 'right', priority: 100 },
    { id: 'state', title: title('state'), width: 14, min: 8, priority: 95 },
    { id: 'blocked', title: title('blocked-by'), width: 9, min: 6, priority: 70 },
    { id: 'wait', title: title('wait'), width: 16, min: 10, priority: 50 },
    { id: 'user', title: title('user'), width: 12, min: 8, priority: 40 },
    { id: 'app', title: title('app'), width: 14, min: 8, priority: 45 },
    { id: 'database', title: title('database'), width: 12, min: 8, priority: 20 },
    { id: 'pins', title: title('pins'), width: 10, min: 6, priority: 60 },
    { id: 'query', title: title('query'), flex: 1, min: queryMin, priority: 98 },
  ];
}

export function stateTone(row: ActivityRow): Tone {
  const seconds = durationOf(row);
  if (row.blockedBy.length > 0) return 'fail';
  if (row.state.startsWith('idle in transaction')) return seconds > 60 ? 'fail' : 'warn';
  if (row.state === 'active' && seconds > 60) return 'warn';
  return 'plain';
}

/** What an open transaction holds back: rows that vacuum can't remove, and whether it wrote. */
export function pinsText(row: ActivityRow): string {
  const parts = [];
  if (row.wrote) parts.push('xid');
  if (row.xminAge !== undefined) parts.push(`xmin ${count(row.xminAge)}`);
  return parts.join(' ');
}

const waitText = (row: ActivityRow) =>
  row.waitType && row.wait ? `${row.waitType}:${row.wait}` : (row.waitType ?? '');

export function activityCells(view: View, row: ActivityRow): readonly Cell[] {
  const tone = stateTone(row);
  return [
    { text: String(row.pid), tone: 'dim' },
    { text: duration(durationOf(row), view.state.lang), tone },
    { text: row.state, tone },
    { text: row.blockedBy.join(','), tone: 'fail' },
    { text: waitText(row), tone: 'dim' },
    { text: row.user, tone: 'dim' },
    { text: row.app, tone: 'dim' },
    { text: row.database, tone: 'dim' },
    { text: pinsText(row), tone: 'dim' },
    { text: row.query },
  ];
}

/** A lock tree's row: indented by depth, heads with the number of those who wait for them. */
export function lockCells(view: View, row: LockRow): readonly Cell[] {
  const { session } = row;
  const branch = row.depth === 0 ? '' : `${'  '.repeat(row.depth - 1)}└ `;
  const who = row.pid === 0 ? view.t({ id: 'screen.prepared' }) : String(row.pid);
  const lock = session?.lock;
  return [
    { text: branch + who, tone: row.depth === 0 ? 'fail' : 'warn' },
    { text: row.waiters > 0 ? String(row.waiters) : '', tone: row.depth === 0 ? 'fail' : 'plain' },
    { text: session ? duration(lock?.waitSeconds ?? durationOf(session), view.state.lang) : '' },
    { text: session?.state ?? '', tone: session ? stateTone(session) : 'plain' },
    { text: lock ? `${lock.mode} ${lock.relation ?? lock.type}` : '', tone: 'dim' },
    { text: session ? pinsText(session) : '', tone: 'dim' },
    { text: session?.app ?? '', tone: 'dim' },
    { text: session?.query ?? '' },
  ];
}

/** Sessions against those that applications may have; these alone where the server has not told its limit. */
export const slotsText = ({ total, usable }: PostgresData['connections']): string =>
  usable > 0 ? `${total}/${usable}` : String(total);

/** The figures of a server in one line; those that don't fit into `width` whole are left out. */
export function postgresFigures(view: View, data: PostgresData, width = Number.POSITIVE_INFINITY): Span[] {
  const c = data.connections;
  const used = c.usable > 0 ? (100 * c.total) / c.usable : 0;
  const t = (id: string) => view.t({ id: `column.${id}` });
  const hit = data.rates?.hitPercent ?? data.hitPercentTotal;
  return figuresWithin(width, [
    [t('connections'), slotsText(c), used >= 95 ? 'fail' : used >= 80 ? 'warn' : 'ok'],
    [t('active'), String(c.active)],
    [
      t('idle-tx'),
      String(c.idleInTransaction + c.aborted),
      c.idleInTransaction + c.aborted > 0 ? 'warn' : 'plain',
    ],
    [t('waiting'), String(c.lockWaits), c.lockWaits > 0 ? 'fail' : 'plain'],
    [t('hit'), percent(hit), hit !== undefined && hit < 90 ? 'warn' : 'plain'],
    [t('deadlocks'), String(data.deadlocksSeen), data.deadlocksSeen > 0 ? 'warn' : 'plain'],
    ['tps', data.rates ? count(data.rates.commits + data.rates.rollbacks) : ''],
    [t('prepared'), data.preparedXacts > 0 ? String(data.preparedXacts) : '', 'warn'],
    [t('hidden'), data.hidden > 0 ? String(data.hidden) : '', 'warn'],
    [t('via'), data.via === 'connection' ? '' : data.via, 'warn'],
  ]);
}

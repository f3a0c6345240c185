import { best, type Does, type Tested } from './claim.js';
import type { Served } from './coverage.js';
import type { Item, ItemMode } from './item.js';

/** What an item asks for: that something is read, that something is changed, or only that somebody is told. */
export function demandOf({ kind, mode }: Pick<Item, 'kind' | 'mode'>): Does {
  if (kind === 'reference') return 'tells';
  return kind === 'probe' ? 'reads' : demands[mode];
}

const demands: Readonly<Record<ItemMode, Does>> = {
  reads: 'reads',
  low: 'changes',
  high: 'changes',
  destructive: 'changes',
  'by-hand': 'tells',
  none: 'tells',
};

/**
 * How what an item asks for was tested; `hand`: nothing of cockpit does it, a person is told what to do; undefined: no
 * test has run what does it.
 */
export function testedOf({ item, by }: Served): Tested | undefined {
  const demand = demandOf(item);
  const own = by.filter(({ does }) => demand === 'tells' || does === demand);
  return by.length > 0 && own.length === 0 ? 'hand' : best(own.map(({ tested }) => tested));
}

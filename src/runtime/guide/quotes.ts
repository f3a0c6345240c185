import type { Confirm } from '../../domain/guide.js';
import type { Walk } from '../../domain/walk.js';
import type { Board } from './board.js';

const mostQuotes = 4;

/** What speaks for an action: the places on which the walk's last verdicts rest, the newest first, with their age. */
export function quotesOf(board: Board, walk: Walk): Confirm['evidence'] {
  const caller = walk.caller && board.walk(walk.caller.playbook);
  return [...quotesOfOne(walk), ...(caller ? quotesOf(board, caller) : [])].slice(0, mostQuotes);
}

function quotesOfOne(walk: Walk): Confirm['evidence'] {
  return walk.visits
    .filter((visit) => !visit.overruled && !visit.skipped)
    .flatMap(({ proposed, evidence }) => {
      const deciding = proposed?.deciding;
      const from = evidence.find(({ name }) => name === deciding?.evidence);
      return deciding && from ? [{ text: deciding.quote, at: from.at }] : [];
    })
    .reverse();
}

import type { State } from '../store/state.js';
import type { Command } from './command.js';

/** Makes commands anew only when other playbooks are offered: the palette asks for them at every key that is typed. */
export function perOffers(make: (state: State) => readonly Command[]): (state: State) => readonly Command[] {
  const made = new WeakMap<State['guide']['offers'], readonly Command[]>();
  return (state) => {
    const { offers } = state.guide;
    const known = made.get(offers) ?? make(state);
    made.set(offers, known);
    return known;
  };
}

import type { Deed, Effect, Wanted, World } from './world.js';

/** What the machine is told of a scenario: its texts stay with the cockpit. Times count from the start of the process. */
export interface Script {
  /** When the trouble begins, ms after the start. */
  readonly beginsMs: number;
  /** What goes wrong, ms after the trouble began. */
  readonly effects: readonly { readonly afterMs: number; readonly effect: Effect }[];
  /** All of it holds when the machine is well again. */
  readonly solved: readonly Wanted[];
  /** For so long it must hold, ms. */
  readonly forMs: number;
}

/** What the machine tells of its scenario, each as a line of JSON; times are the machine's clock, ms. */
export type DrillEvent =
  /** `at`: when the trouble first showed, which is when somebody would call. */
  | { readonly event: 'began'; readonly at: number }
  /** `at`: when all that is wanted began to hold. */
  | { readonly event: 'solved'; readonly at: number }
  | { readonly event: 'deed'; readonly deed: Deed };

/** How often the machine is looked at, ms. */
const lookMs = 250;
/** Trouble that does not show in what is wanted is told so long after its first effect, ms. */
const showsWithinMs = 8000;

/** Runs a script on the machine until it is stopped; each event is told once. */
export function runScript(script: Script, world: World, tell: (event: DrillEvent) => void): () => void {
  const { beginsMs, effects, solved, forMs } = script;
  const timers = effects.map(({ afterMs, effect }) =>
    setTimeout(() => world.apply(effect), beginsMs + afterMs),
  );
  const last = Math.max(0, ...effects.map(({ afterMs }) => afterMs));
  let complete = effects.length === 0;
  let started = false;
  let begun = effects.length === 0;
  const begin = () => {
    if (!begun) tell({ event: 'began', at: world.now() });
    begun = true;
  };
  if (effects.length > 0) {
    timers.push(setTimeout(() => (started = true), beginsMs));
    timers.push(setTimeout(begin, beginsMs + showsWithinMs));
    timers.push(setTimeout(() => (complete = true), beginsMs + last));
  }
  let told = 0;
  /** Nothing is solved before it was broken: an effect may take seconds until it shows. */
  let broken = false;
  let since: number | undefined;
  let over = effects.length === 0;
  const look = setInterval(() => {
    for (const deed of world.deeds.slice(told)) tell({ event: 'deed', deed });
    told = world.deeds.length;
    if (!started || over) return;
    const well = solved.every((wanted) => world.holds(wanted));
    if (!well) begin();
    if (!complete) return;
    if (!well) {
      broken = true;
      since = undefined;
      return;
    }
    if (!broken) return;
    since ??= world.now();
    if (world.now() - since < forMs) return;
    over = true;
    tell({ event: 'solved', at: since });
  }, lookMs);
  return () => {
    clearInterval(look);
    for (const timer of timers) clearTimeout(timer);
  };
}

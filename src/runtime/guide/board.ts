import type { GuideState } from '../../domain/guide.js';
import type { Playbook, Step } from '../../domain/playbook.js';
import type { Walk } from '../../domain/walk.js';
import type { CockpitStore } from '../../store/store.js';
import { reduceWalk, type WalkEvent } from './walk.js';

/** The guide's part of the state: read from the store, written as one event. */
export interface Board {
  get(): GuideState;
  /** Keys with `undefined` are taken out. */
  put(patch: { readonly [K in keyof GuideState]?: GuideState[K] | undefined }): void;
  walk(id: string | undefined): Walk | undefined;
  /** The walk on the guide screen. */
  current(): Walk | undefined;
  playbook(id: string): Playbook | undefined;
  step(playbook: string, step: string): Step | undefined;
  begin(walk: Walk): void;
  drop(id: string): void;
  tell(id: string, event: WalkEvent): void;
}

export function createBoard(store: CockpitStore): Board {
  const get = () => store.getState().guide;

  const put: Board['put'] = (patch) => {
    const guide = Object.fromEntries(
      Object.entries({ ...get(), ...patch }).filter(([, value]) => value !== undefined),
    );
    store.dispatch({ type: 'guide', guide: guide as unknown as GuideState });
  };

  const playbook = (id: string) => get().playbooks?.find((p) => p.id === id);
  const walk = (id: string | undefined) => (id === undefined ? undefined : get().walks[id]);
  const putWalk = (next: Walk) => put({ walks: { ...get().walks, [next.playbook]: next } });

  return {
    get,
    put,
    walk,
    current: () => walk(get().current),
    playbook,
    step: (id, step) => playbook(id)?.steps.find((s) => s.id === step),
    begin: putWalk,
    drop(id) {
      const { [id]: _gone, ...walks } = get().walks;
      put({ walks });
    },
    tell(id, event) {
      const known = walk(id);
      if (known) putWalk(reduceWalk(known, event));
    },
  };
}

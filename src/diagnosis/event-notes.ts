import { type Msg, msg } from '../domain/message.js';
import type { ContainerEvent } from '../domain/model.js';
import { wasStopped } from './alerts/containers.js';
import type { Note } from './memory.js';

/** Events of one restart or recreation lie this close together. */
const nearMs = 30_000;
/** More of the same within the window are told as one with a count. */
const mostSame = 3;

interface Told extends Note {
  readonly name: string;
  readonly kind: string;
}

/** What a list of engine events means to a person: a restart is one change, not four. */
export function eventNotes(events: readonly ContainerEvent[]): readonly Note[] {
  const told = events.flatMap((event): readonly Told[] => {
    const text = meaning(event, events);
    return text ? [{ at: event.at, text, name: event.name, kind: text.id }] : [];
  });
  return collapse(told);
}

function meaning(event: ContainerEvent, all: readonly ContainerEvent[]): Msg | undefined {
  const near = (kinds: readonly ContainerEvent['kind'][], byName = false): boolean =>
    all.some(
      (e) =>
        e !== event &&
        (byName ? e.name === event.name : e.id === event.id) &&
        kinds.includes(e.kind) &&
        Math.abs(e.at - event.at) <= nearMs,
    );
  const who = event.name;
  if (isPassing(event.id, all)) return undefined;
  const partOfRestart = near(['restart']);
  const partOfRecreation = near(['create'], true) && near(['destroy'], true);
  switch (event.kind) {
    case 'restart':
      return msg('situation.change.restarted', { who });
    case 'create':
      if (!near(['destroy'], true)) return msg('situation.change.created', { who });
      return event.image
        ? msg('situation.change.recreated-image', { who, image: event.image })
        : msg('situation.change.recreated', { who });
    case 'start':
      return partOfRestart || near(['create']) ? undefined : msg('situation.change.started', { who });
    case 'die': {
      if (partOfRestart || partOfRecreation) return undefined;
      if (!wasStopped(event, all))
        return msg('situation.change.exited', { who, code: event.exitCode ?? '?' });
      return near(['stop']) ? undefined : msg('situation.change.killed', { who });
    }
    case 'stop':
      return partOfRestart || partOfRecreation ? undefined : msg('situation.change.stopped', { who });
    case 'destroy':
      return partOfRecreation || near(['create'], true)
        ? undefined
        : msg('situation.change.removed', { who });
    case 'oom':
      return msg('situation.change.oom', { who });
    case 'pause':
      return msg('situation.change.paused', { who });
    case 'unpause':
      return msg('situation.change.unpaused', { who });
    case 'unhealthy':
      return msg('situation.change.unhealthy', { who });
    case 'healthy':
      // Every start ends in "healthy"; only a recovery is news.
      return all.some((e) => e.name === who && e.kind === 'unhealthy' && e.at < event.at)
        ? msg('situation.change.healthy', { who })
        : undefined;
    case 'kill':
      return undefined;
  }
}

/** A step of an image build, or a `docker run --rm`: made and removed within moments, it was never a part of the system. */
function isPassing(id: string, all: readonly ContainerEvent[]): boolean {
  const at = (kind: ContainerEvent['kind']) => all.find((e) => e.id === id && e.kind === kind)?.at;
  const [made, removed] = [at('create'), at('destroy')];
  return made !== undefined && removed !== undefined && removed - made <= nearMs;
}

function collapse(told: readonly Told[]): readonly Note[] {
  const groups = Map.groupBy(told, (t) => `${t.kind} ${t.name}`);
  return [...groups.values()].flatMap((group): readonly Note[] => {
    const last = group.at(-1);
    if (!last || group.length <= mostSame) return group;
    return [{ at: last.at, text: msg('situation.change.times', { text: last.text, n: group.length }) }];
  });
}

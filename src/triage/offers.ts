import type { Offer } from '../domain/guide.js';
import { bothLanguages } from '../domain/message.js';
import type { Situation } from '../domain/model.js';
import type { Playbook } from '../domain/playbook.js';
import { bindNeeds } from './bind.js';
import type { Surroundings } from './containers.js';
import { fillText } from './fill.js';
import { matchesOf, scoreOf } from './matching.js';

export interface OffersOptions extends Surroundings {
  readonly playbooks: readonly Playbook[];
  readonly situation: Pick<Situation, 'signals'>;
}

/**
 * Every tree for what is going on: first those that can be walked, among them those that most speaks for (see
 * {@link scoreOf}), then by title. Trees of a row are not offered.
 */
export function offersOf({ playbooks, ...context }: OffersOptions): readonly Offer[] {
  return playbooks
    .filter((playbook) => playbook.row === undefined)
    .map((playbook) => ({ playbook, offer: offerOf(playbook, context) }))
    .toSorted(
      (a, b) =>
        Number(a.offer.missing.length > 0) - Number(b.offer.missing.length > 0) ||
        b.offer.score - a.offer.score ||
        (a.playbook.title.en < b.playbook.title.en ? -1 : 1),
    )
    .map(({ offer }) => offer);
}

/** The weight of a rule by which anything could be meant, such as an alert of the application's own. */
const weakWeight = 1;

function offerOf(playbook: Playbook, { host, rows, situation }: Omit<OffersOptions, 'playbooks'>): Offer {
  const { signals } = situation;
  const matches = matchesOf(playbook, signals, { host, rows });
  const { score, best } = scoreOf(matches);
  const signal = best ? { signal: best.signal.id } : {};
  const { values, missing } = bindNeeds(playbook, { host, rows, signals, ...signal });
  const bindings = (host.playbooks ?? []).filter((one) => one.use === playbook.id);
  const title = bindings.find((one) => one.title !== undefined)?.title;
  const key = bindings.find((one) => one.key !== undefined)?.key;
  return {
    playbook: playbook.id,
    title: title === undefined ? fillText(playbook.title, values) : bothLanguages(title, title),
    about: fillText(playbook.about, values),
    score,
    reasons: matches.map((match) => match.signal.text),
    ...signal,
    ...(best !== undefined && best.weight <= weakWeight ? { weak: true as const } : {}),
    missing: missing.map((need) => fillText(need.label, values)),
    ...(key === undefined ? {} : { key }),
  };
}

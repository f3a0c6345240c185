import type { Place, Playbook } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import type { PlaybookInput } from '../schema/playbook.js';
import { matchersOf } from './conditions.js';
import { given } from './given.js';
import { needsOf } from './needs.js';
import { stepOf } from './steps.js';

/** The tree of a file that has the right form. */
export function playbookOf(
  input: PlaybookInput,
  origin: Playbook['origin'],
  placeOf: (path: Path) => Place,
): Playbook {
  const { row } = input;
  return {
    id: input.id,
    title: input.title,
    about: input.about,
    aliases: input.aliases ?? [],
    source: input.source ?? [],
    suggest: (input.suggest ?? []).map((rule) => given(rule)),
    needs: needsOf(input.needs),
    ...(row === undefined
      ? {}
      : {
          row: {
            pane: row.pane,
            key: row.key,
            ...(row.where === undefined ? {} : { where: matchersOf(row.where) }),
          },
        }),
    ...given({ checklist: input.checklist }),
    steps: input.steps.map((step, i) => stepOf(step, ['steps', i], placeOf)),
    origin,
    place: placeOf([]),
  };
}

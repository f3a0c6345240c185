import type { LoadedScenario } from '../config/scenarios/parse.js';
import { bothLanguages, type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { displayWidth } from '../ui/text/width.js';

/** `cockpit drill list`: two lines a scenario, its id with its title, and what one would be told. */
export function scenarioList(
  scenarios: readonly LoadedScenario[],
  t: (message: Msg) => string,
  program: string,
): string {
  const width = Math.max(0, ...scenarios.map(({ id }) => displayWidth(id)));
  const lines = scenarios.flatMap(({ id, title, story, origin }) => [
    `${id}${' '.repeat(width - displayWidth(id))}  ${t(bothLanguages(title.en, title.ja))}${
      origin === 'team' ? ` (${t(msg('playbooks.origin.team'))})` : ''
    }`,
    ...t(bothLanguages(story.en, story.ja))
      .trim()
      .split('\n')
      .map((line) => `${' '.repeat(width)}  ${line}`),
  ]);
  return `${[...lines, '', t(msg('drill.list.how', { program }))].map(sanitizeLine).join('\n')}\n`;
}

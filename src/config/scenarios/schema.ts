import type { z } from 'zod';
import { msg } from '../../domain/message.js';
import { encodeNote, expects } from '../note.js';
import { bilingual, bilingualProse, id } from '../playbooks/schema/texts.js';
import { duration, line, list, record } from '../schema/fields.js';
import { machineEffect, wanted } from './effects.js';

const deed = () => {
  const form = expects(msg('drill.expect.deed'));
  return line()
    .refine(isPattern, form)
    .describe('Regular expression over a command, such as ^docker restart');
};

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

const texts = msg('playbooks.expect.bilingual');

/** A whole file. */
export const scenarioFile = record(
  {
    id: id().describe('Name of the scenario; the same as a built-in one replaces it'),
    title: bilingual().describe('Name for people: the symptom, not the cause'),
    story: bilingualProse().describe('What somebody who is called would be told'),
    begins: duration().optional().describe('When the trouble begins after the start; default 20s'),
    effects: list(
      record(
        {
          after: duration().optional().describe('After the trouble began; default 0s'),
          effect: machineEffect,
        },
        msg('drill.expect.timed'),
      ),
      msg('drill.expect.effects'),
    ).describe('What goes wrong; an empty list: nothing'),
    solved: list(wanted, msg('drill.expect.solved')).describe(
      'All of it holds when the machine is well again',
    ),
    for: duration().optional().describe('How long that must hold; default 5s'),
    cause: record(
      {
        en: line().describe('English'),
        ja: line().describe('Japanese'),
        named: list(id(), msg('drill.expect.named')).describe('Ids under which playbooks name it'),
      },
      msg('drill.expect.cause'),
    )
      .optional()
      .describe('What was wrong, for the debrief'),
    playbook: id().optional().describe('The playbook that leads to the cause'),
    keys: list(line(), msg('drill.expect.keys')).optional().describe('The shortest way, key by key'),
    hints: list(bilingual(), texts).optional().describe('From vague to plain'),
    worse: list(
      record(
        { deed: deed(), why: bilingual().describe('Why it makes matters worse') },
        msg('drill.expect.worse'),
      ),
      msg('drill.expect.worse-list'),
    )
      .optional()
      .describe('Deeds that make matters worse here'),
  },
  msg('drill.expect.file'),
).superRefine(({ effects, cause, solved }, context) => {
  const lacking: readonly ('cause' | 'solved')[] =
    effects.length === 0
      ? []
      : [...(cause ? [] : ['cause' as const]), ...(solved.length > 0 ? [] : ['solved' as const])];
  const expected = { cause: msg('drill.expect.cause'), solved: msg('drill.expect.solved') };
  for (const key of lacking) {
    context.addIssue({ code: 'custom', path: [key], message: encodeNote({ expected: expected[key] }) });
  }
});

export type ScenarioInput = z.infer<typeof scenarioFile>;

import { z } from 'zod';
import { msg } from '../../../domain/message.js';
import { expects, note } from '../../note.js';
import { line, record } from '../../schema/fields.js';

const patterned = (pattern: RegExp, form: ReturnType<typeof note>) => z.string(form).regex(pattern, form);

/** Id of a tree, a step, an option or a cause. */
export const id = () => patterned(/^[a-z0-9][a-z0-9-]{0,62}$/, expects(msg('playbooks.expect.id')));

/** Name of a parameter, a capture or an evidence, as it stands in `@{…}`. */
export const name = () =>
  patterned(/^(?!(?:row|match)$)[a-z][a-zA-Z0-9_-]{0,40}$/, expects(msg('playbooks.expect.name')));

/** A parameter, a capture, or how the last called tree ended. */
export const valueName = () =>
  patterned(
    /^(?:call\.outcome|(?!(?:row|match)$)[a-z][a-zA-Z0-9_-]{0,40})$/,
    expects(msg('playbooks.expect.name')),
  );

/** Text that may have several lines, not empty. */
export const prose = () => {
  const form = expects(msg('playbooks.expect.prose'));
  return z
    .string(form)
    .min(1, form)
    .max(8000, form)
    .refine((text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text), form);
};

const oneLine = record(
  { en: line().describe('English'), ja: line().describe('Japanese') },
  msg('playbooks.expect.bilingual'),
).meta({ id: 'bilingual', description: 'A text in both languages' });

/** A text in both languages, one line each. */
export const bilingual = () => oneLine;

/** A text in both languages that may have several lines. */
export const bilingualProse = () =>
  record(
    { en: prose().describe('English'), ja: prose().describe('Japanese') },
    msg('playbooks.expect.bilingual'),
  );

/** One of a few words. */
export const word = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, note({ expected: msg('config.expect.one_of', { names: words.join(', ') }), keys: words }));

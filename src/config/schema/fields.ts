import { z } from 'zod';
import type { Msg } from '../../domain/message.js';
import { msg } from '../../domain/message.js';
import { encodeNote, expects, note } from '../note.js';
import { durationPattern, sizePattern } from '../units.js';

/** A map with a fixed set of keys: any other key is an error that names the nearest. */
export function record<Shape extends z.core.$ZodLooseShape>(shape: Shape, expected: Msg) {
  return z.strictObject(shape, note({ expected, keys: Object.keys(shape) }));
}

/** One of several forms; `form` tells from the value which one its writer meant, so that its errors are shown. */
export function either<const Members extends readonly [z.ZodType, ...z.ZodType[]]>(
  members: Members,
  expected: Msg,
  form: (value: unknown) => number | undefined,
) {
  return z.union(members, {
    error: (issue) => {
      const meant = form(issue.input);
      return encodeNote(meant === undefined ? { expected } : { expected, form: meant });
    },
  });
}

/** A list; a lone value in its place is the usual mistake. */
export function list<Item extends z.ZodType>(item: Item, expected: Msg) {
  return z.array(item, expects(expected, msg('config.next.list')));
}

const hasControl = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Non-empty text of one line. */
export const line = () => {
  const form = expects(msg('config.expect.line'));
  return z
    .string(form)
    .min(1, form)
    .max(400, form)
    .refine((text) => !hasControl.test(text), form);
};

const patterned = (pattern: RegExp, form: ReturnType<typeof note>) => z.string(form).regex(pattern, form);

/** A word that others refer to: a host, a database, a queue system. */
export const identifier = () =>
  patterned(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$/u, expects(msg('config.expect.identifier')));

/** A container's name (Docker's own rule) with `*` and `?` allowed for names that change with each release. */
export const containerName = () =>
  patterned(/^[a-zA-Z0-9*?][a-zA-Z0-9_.*?-]*$/, expects(msg('config.expect.container')));

export const envName = () =>
  patterned(/^[A-Za-z_][A-Za-z0-9_]*$/, note({ expected: msg('config.expect.env'), secret: true }));

export const hostName = () =>
  patterned(
    /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})|[0-9a-fA-F:]{2,45})$/,
    expects(msg('config.expect.host')),
  );

export const absolutePath = () => {
  const form = expects(msg('config.expect.path'));
  return z
    .string(form)
    .regex(/^\//, form)
    .refine((text) => !hasControl.test(text), form);
};

/** A path on the operator's machine. */
export const localPath = () => {
  const form = expects(msg('config.expect.local_path'));
  return z
    .string(form)
    .regex(/^[^-]/, form)
    .refine((text) => !hasControl.test(text), form);
};

export const port = () => {
  const form = expects(msg('config.expect.port'));
  return z.int(form).min(1, form).max(65_535, form);
};

export const count = (min: number, max: number) => {
  const form = expects(msg('config.expect.count', { min, max }));
  return z.int(form).min(min, form).max(max, form);
};

export const duration = () => patterned(durationPattern, expects(msg('config.expect.duration')));

export const size = () => {
  const form = expects(msg('config.expect.size'));
  return z.union([z.int(form).min(0, form), patterned(sizePattern, form)], form);
};

/** http or https, without a user name or password inside. */
export const webUrl = () => {
  const form = expects(msg('config.expect.url'));
  return z
    .string(form)
    .refine((text) => isWebUrl(text), form)
    .refine((text) => !hasCredentials(text), {
      error: () =>
        encodeNote({
          what: msg('config.url.credentials'),
          expected: msg('config.expect.url'),
          next: msg('config.url.credentials.next'),
          secret: true,
        }),
    });
};

function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' && !/\s/.test(text);
}

function hasCredentials(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.username !== '' || url.password !== '');
}

/** Ids of the runbook items that a setting serves, such as SG44. */
export const source = () =>
  list(
    patterned(/^[A-Z]{2,4}\d{1,3}$/, expects(msg('config.expect.source'))),
    msg('config.expect.source_list'),
  ).describe('Runbook items that this serves, such as SG44 or PF28');

/** Which key of a map of forms is there. */
export function formByKey(value: unknown, keys: readonly string[]): number | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const index = keys.findIndex((key) => Object.hasOwn(value, key));
  return index < 0 ? undefined : index;
}

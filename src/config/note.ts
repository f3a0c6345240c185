import type { Msg } from '../domain/message.js';

/**
 * What a schema node knows to say about a wrong value. zod only carries strings, so a note travels as JSON in the
 * issue's message and is turned into a problem where the position is known.
 */
export interface Note {
  /** Replaces the general "found …". */
  readonly what?: Msg;
  readonly expected?: Msg;
  readonly next?: Msg;
  /** Keys that the map allows, for the suggestion of a near one. */
  readonly keys?: readonly string[];
  /** The form of a union that the writer meant, as an index into its members. */
  readonly form?: number;
  /** The value must never be repeated. */
  readonly secret?: true;
}

export const encodeNote = (note: Note): string => JSON.stringify(note);

/** zod's `error` parameter for a note that does not depend on the value. */
export const note = (content: Note) => ({ error: () => encodeNote(content) });

/** zod's `error` parameter that says only what was expected. */
export const expects = (expected: Msg, next?: Msg) => note(next ? { expected, next } : { expected });

/** The note in an issue's message; empty when the message is zod's own. */
export function decodeNote(message: string): Note {
  if (!message.startsWith('{')) return {};
  try {
    return JSON.parse(message) as Note;
  } catch {
    return {};
  }
}

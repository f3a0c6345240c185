import type { Msg } from '../domain/message.js';

/** Something that changed, found by comparing with what was known before. */
export interface Note {
  /** Host clock, ms. */
  readonly at: number;
  readonly text: Msg;
}

/** What a diagnosis keeps for the next one; plain data. */
export interface DiagnosisMemory {
  /** Since when each signal holds, and when it was last found (host clock, ms). */
  readonly since: Readonly<Record<string, { readonly since: number; readonly seenAt: number }>>;
  /** Image of each container by name. */
  readonly images: Readonly<Record<string, string>>;
  /** The lowest recent fill of each disk, against which a jump is measured. */
  readonly disks: Readonly<Record<string, { readonly at: number; readonly percent: number }>>;
  readonly linkEpoch: number;
  readonly notes: readonly Note[];
}

export const emptyMemory: DiagnosisMemory = { since: {}, images: {}, disks: {}, linkEpoch: 0, notes: [] };

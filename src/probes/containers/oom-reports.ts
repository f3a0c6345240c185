import type { ContainerEvent } from '../../domain/model.js';
import { timeOf } from './row.js';

/** An OOM kill of the main process is followed by its end within seconds; one of a child is not. */
const windowMs = 30_000;

/** `oom` events of the engine, kept to explain an exit code of 137. */
export class OomReports {
  readonly #at = new Map<string, number>();

  note(event: ContainerEvent): void {
    if (event.kind === 'oom') this.#at.set(event.id, event.at);
    else if (event.kind === 'destroy') this.#at.delete(event.id);
  }

  /** Did the engine report an OOM kill just before this end (RFC 3339)? */
  explains(id: string, finishedAt: string | undefined): boolean {
    const at = this.#at.get(id);
    const end = timeOf(finishedAt);
    return at !== undefined && end !== undefined && end >= at - 1000 && end - at <= windowMs;
  }
}

import { utcTime } from '../../redis/log-times.js';
import type { Surroundings } from '../../stores.js';

/** What the server writes about its sessions, with the image's log_line_prefix `%m [%p] `. */
export class ServerLog {
  readonly #around: Pick<Surroundings, 'say'>;

  constructor(around: Pick<Surroundings, 'say'>) {
    this.#around = around;
  }

  fatal(at: number, pid: number, text: string): void {
    this.#say(at, pid, `FATAL:  ${text}`);
  }

  cancelled(at: number, pid: number, statement: string): void {
    this.#say(at, pid, 'ERROR:  canceling statement due to user request');
    this.#say(at, pid, `STATEMENT:  ${statement}`);
  }

  #say(at: number, pid: number, text: string): void {
    this.#around.say('db', 'stderr', `${utcTime(at)} UTC [${pid}] ${text}`, at);
  }
}

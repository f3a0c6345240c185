import type { CommandReader, CommandResult } from '../../domain/access.js';
import { objectionTo } from '../../domain/declared-command.js';
import { fail } from '../../domain/failure.js';
import type { CommandCheck, HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { attempt } from '../attempt.js';
import { outputOf } from '../process-output.js';
import type { RemoteLink, RemoteProcess } from '../remote-link.js';
import { hostArgv } from './host-argv.js';

const maxOutputBytes = 64 * 1024;

/** Runs the command checks that the host entry declares, and no others; where cockpit only watches those marked for it. */
export class LinkCommandReader implements CommandReader {
  readonly #link: RemoteLink;
  readonly #mode: 'watch' | 'operate';
  readonly #checks: ReadonlyMap<string, CommandCheck>;
  /** Not known to have ended: one that outlives its deadline goes on for a moment. */
  readonly #running = new Set<string>();

  constructor(link: RemoteLink, host: HostEntry, mode: 'watch' | 'operate') {
    this.#link = link;
    this.#mode = mode;
    this.#checks = new Map(host.checks.flatMap((c) => (c.kind === 'command' ? [[c.id, c] as const] : [])));
  }

  async run(id: string, signal: AbortSignal): Promise<CommandResult> {
    const check = this.#permitted(id);
    const what = msg('access.what.command', { command: id });
    const timeoutMs = check.timeoutSeconds * 1000;
    return attempt(this.#link, { what, timeoutMs, signal }, (inner) => this.#exec(check, inner));
  }

  /** The check as declared; throws where it must not run. */
  #permitted(id: string): CommandCheck {
    const check = this.#checks.get(id);
    if (!check) throw fail('unsupported', msg('commands.undeclared', { id }));
    const objection = objectionTo(check.argv);
    if (objection?.grade === 'changes') throw fail('unsupported', objection.why);
    if (this.#mode === 'operate') return check;
    if (objection) throw fail('unsupported', msg('commands.not-in-watch.why', { why: objection.why }));
    if (check.watch !== 'allowed')
      throw fail('unsupported', msg('commands.not-in-watch'), { next: msg('commands.not-in-watch.next') });
    return check;
  }

  async #exec(check: CommandCheck, signal: AbortSignal): Promise<CommandResult> {
    if (this.#running.has(check.id)) throw fail('timeout', msg('commands.still-running'));
    this.#running.add(check.id);
    const over = () => this.#running.delete(check.id);
    let process: RemoteProcess;
    try {
      process = await this.#link.exec(hostArgv(check), signal);
    } catch (error) {
      over();
      throw error;
    }
    void process.exit.then(over, over);
    // Whoever asks a question gets no answer, instead of waiting for one until the deadline.
    process.stdin.end();
    const what = msg('access.what.command', { command: check.id });
    return outputOf(process, { what, maxBytes: maxOutputBytes, signal });
  }
}

import type { CommandReader, CommandResult } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import type { CommandCheck, HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { attempt } from '../attempt.js';
import { outputOf } from '../process-output.js';
import type { RemoteLink } from '../remote-link.js';

const maxOutputBytes = 64 * 1024;
const changeFolder = 'cd -- "$0" && exec "$@"';

/** Runs the command checks that the host entry declares, and no others; where cockpit only watches those marked for it. */
export class LinkCommandReader implements CommandReader {
  readonly #link: RemoteLink;
  readonly #mode: 'watch' | 'operate';
  readonly #checks: ReadonlyMap<string, CommandCheck>;

  constructor(link: RemoteLink, host: HostEntry, mode: 'watch' | 'operate') {
    this.#link = link;
    this.#mode = mode;
    this.#checks = new Map(host.checks.flatMap((c) => (c.kind === 'command' ? [[c.id, c] as const] : [])));
  }

  async run(id: string, signal: AbortSignal): Promise<CommandResult> {
    const check = this.#checks.get(id);
    if (!check) throw fail('unsupported', msg('commands.undeclared', { id }));
    if (this.#mode === 'watch' && check.watch !== 'allowed')
      throw fail('unsupported', msg('commands.not-in-watch', { id }), {
        next: msg('commands.not-in-watch.next'),
      });
    const what = msg('access.what.command', { command: id });
    const argv = check.dir === undefined ? check.argv : ['sh', '-c', changeFolder, check.dir, ...check.argv];
    return attempt(this.#link, { what, timeoutMs: check.timeoutSeconds * 1000, signal }, async (inner) => {
      const process = await this.#link.exec(argv, inner);
      return outputOf(process, { what, maxBytes: maxOutputBytes, signal: inner });
    });
  }
}

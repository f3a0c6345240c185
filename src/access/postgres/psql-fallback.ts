import type { DockerReader } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import type { PostgresEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { ContainerExec } from '../docker/container-exec.js';
import { errorText } from '../error-text.js';
import { psqlError } from './pg-failure.js';
import { rowsOfJson } from './pg-types.js';
import { psqlCommand } from './psql-command.js';

/** Asks statements with the psql of the server's own container. */
export class PsqlFallback {
  readonly #exec: ContainerExec;
  readonly #docker: DockerReader;
  readonly #container: string;

  constructor(exec: ContainerExec, docker: DockerReader, container: string) {
    this.#exec = exec;
    this.#docker = docker;
    this.#container = container;
  }

  /** Rejects with an error that carries psql's SQLSTATE, or with a FailureError. */
  async ask(
    { name, database }: PostgresEntry,
    text: string,
    types: ReadonlyMap<string, number> | undefined,
    signal: AbortSignal,
  ): Promise<object[]> {
    const what = msg('access.what.psql', { server: name });
    const { Config } = await this.#docker.inspect(this.#container, signal);
    const superuser =
      Config.Env?.find((line) => line.startsWith('POSTGRES_USER='))?.slice('POSTGRES_USER='.length) ||
      'postgres';
    const command = psqlCommand(superuser, database, text);
    const { stdout, stderr, code } = await this.#exec.run(what, this.#container, command, signal);
    if (code === 126 || code === 127) {
      throw fail('unsupported', msg('access.pg.no-psql', { container: this.#container }), {
        detail: errorText(stderr || stdout),
      });
    }
    if (code !== 0) throw psqlError(stderr);
    return rowsOfJson(stdout, types);
  }
}

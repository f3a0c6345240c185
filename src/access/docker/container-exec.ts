import { fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import type { DockerClient } from './docker-client.js';
import type { ExecLedger, ReadOnlyExec } from './exec-ledger.js';
import { LogDemux } from './log-demux.js';

const maxOutputBytes = 8 * 1024 * 1024;

/** Runs a declared read-only command inside a container and collects what it wrote. */
export class ContainerExec {
  readonly #client: DockerClient;
  readonly #execs: ExecLedger;

  constructor(client: DockerClient, execs: ExecLedger) {
    this.#client = client;
    this.#execs = execs;
  }

  async run(
    what: Msg,
    container: string,
    command: Pick<ReadOnlyExec, 'User' | 'Env' | 'Cmd'>,
    signal: AbortSignal,
  ): Promise<{ stdout: string; stderr: string; code: number }> {
    const body: ReadOnlyExec = { AttachStdout: true, AttachStderr: true, ...command };
    const { Id: id } = await this.#client.call<{ Id: string }>(what, signal, async (docker, abortSignal) => ({
      Id: (await docker.getContainer(container).exec({ ...body, abortSignal })).id,
    }));
    this.#execs.noteCreated(id);
    const demux = new LogDemux();
    const parts = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
    let size = 0;
    await this.#client.stream(
      what,
      signal,
      (docker, abortSignal) => docker.getExec(id).start({ Detach: false, Tty: false, abortSignal }),
      (chunk) => {
        size += chunk.length;
        if (size > maxOutputBytes) {
          throw fail('malformed', msg('access.process.long', { what, kib: maxOutputBytes / 1024 }));
        }
        for (const { stream, bytes } of demux.push(chunk)) parts[stream].push(bytes);
      },
      { short: true },
    );
    if (signal.aborted) throw fail('timeout', msg('access.stopped', { what }), { cause: signal.reason });
    const { ExitCode } = await this.#client.call<{ ExitCode: number | null }>(
      what,
      signal,
      (docker, abortSignal) => docker.getExec(id).inspect({ abortSignal }),
    );
    return {
      stdout: Buffer.concat(parts.stdout).toString('utf8'),
      stderr: Buffer.concat(parts.stderr).toString('utf8'),
      code: ExitCode ?? -1,
    };
  }
}

/** The body of `POST /containers/{id}/exec` that a reader may send: exactly these fields. */
export interface ReadOnlyExec {
  readonly AttachStdout: true;
  readonly AttachStderr: true;
  readonly User: string;
  readonly Env: readonly string[];
  readonly Cmd: readonly string[];
}

/** Says whether a command is one of the declared read-only ones. */
export type DeclaredExec = (exec: ReadOnlyExec) => boolean;

/** What may run inside a container on behalf of a reader: declared commands, each started once, by its own id. */
export class ExecLedger {
  readonly #declared: DeclaredExec;
  readonly #created = new Set<string>();

  constructor(declared: DeclaredExec) {
    this.#declared = declared;
  }

  /** Notes the id that the engine gave to a command that this ledger let through. */
  noteCreated(id: string): void {
    this.#created.add(id);
  }

  mayCreate(body: unknown): boolean {
    return isReadOnlyExec(body) && this.#declared(body);
  }

  mayStart(id: string, body: unknown): boolean {
    const plain =
      isRecord(body) && Object.keys(body).sort().join() === 'Detach,Tty' && !body.Detach && !body.Tty;
    return plain && this.#created.delete(id);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const areStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function isReadOnlyExec(body: unknown): body is ReadOnlyExec {
  return (
    isRecord(body) &&
    Object.keys(body).sort().join() === 'AttachStderr,AttachStdout,Cmd,Env,User' &&
    body.AttachStdout === true &&
    body.AttachStderr === true &&
    typeof body.User === 'string' &&
    areStrings(body.Env) &&
    areStrings(body.Cmd)
  );
}

import { FailureError, type FailureKind, fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import { errorText } from '../error-text.js';

/** What docker-modem rejects with when the engine answered with an error. */
interface EngineError extends Error {
  readonly statusCode: number;
  readonly json?: unknown;
}

const isEngineError = (error: unknown): error is EngineError =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';

/** A failure for whatever a call to the engine rejected with. */
export function dockerFailure(what: Msg, error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  if (isEngineError(error)) {
    const detail = errorText(engineMessage(error));
    return fail(kindOf(error.statusCode, detail), msg('access.docker.refused', { what }), {
      detail,
      cause: error,
    });
  }
  if (error instanceof SyntaxError || error instanceof RangeError) {
    return fail('malformed', msg('access.docker.malformed', { what }), {
      detail: errorText(error),
      cause: error,
    });
  }
  return fail('unreachable', msg('access.docker.broke', { what }), {
    detail: errorText(error),
    cause: error,
  });
}

function kindOf(status: number, detail: string): FailureKind {
  if (status === 404) return 'missing';
  if (status === 401 || status === 403) return 'denied';
  if (status === 409 || /is not running/.test(detail)) return 'unsupported';
  return status < 500 ? 'unsupported' : 'unreachable';
}

/** The engine says why in `{"message": …}`; docker-modem puts its own words around it. */
function engineMessage(error: EngineError): string {
  const { json } = error;
  if (typeof json === 'object' && json !== null && 'message' in json) return String(json.message);
  return error.message;
}

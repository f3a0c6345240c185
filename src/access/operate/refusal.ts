import { FailureError, type FailureKind } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';

/** An approved plan does not fit what is there now: it was not begun. */
export class Refusal extends FailureError {
  constructor(kind: FailureKind, what: Msg) {
    super({ kind, what, next: msg('operate.refused.next') });
    this.name = 'Refusal';
  }
}

import type { Operator, Pin } from '../../domain/perform.js';

type Pinning = Pick<Operator, 'pinContainer' | 'pinSession'>;

/** The pin as the thing of that name is now; undefined when it is gone. */
function pinAgain(operator: Pinning, pin: Pin, signal: AbortSignal): Promise<Pin | undefined> {
  return pin.kind === 'container'
    ? operator.pinContainer(pin.name, signal)
    : operator.pinSession(pin.server, `${pin.pid}/${pin.backendStart}`, signal);
}

/** All pins read anew, side by side; undefined when one of the things is gone. */
export async function freshPins(
  operator: Pinning,
  pins: readonly Pin[],
  signal: AbortSignal,
): Promise<readonly Pin[] | undefined> {
  const now = await Promise.all(pins.map((pin) => pinAgain(operator, pin, signal)));
  return now.every((pin) => pin !== undefined) ? now : undefined;
}

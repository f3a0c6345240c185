import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { ProcessChannel } from '../../../src/access/openssh/process-channel.js';

const mark = 'the-mark';

/** A channel of a stand-in for ssh, and what it told until it was quiet for a second. */
async function told(script: string) {
  const channel = new ProcessChannel(spawn('sh', ['-c', script]), mark);
  const seen: string[] = [];
  channel.once('exit', (code) => seen.push(`exit ${code}`));
  channel.once('close', () => seen.push('close'));
  channel.started.then(
    () => seen.push('started'),
    (error: Error) => seen.push(error.message),
  );
  channel.resume();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  channel.destroy();
  return seen;
}

it('tells the exit code of a command that has begun', async () => {
  expect(await told(`echo ${mark}; exit 3`)).toEqual(['started', 'exit 3', 'close']);
});

it('has no exit code where ssh ends with its own 255: a signal on the host ends it so too', async () => {
  expect(await told(`echo ${mark}; exit 255`)).toEqual(['started', 'exit null', 'close']);
});

it('says that nothing began only where ssh says so', async () => {
  const refused = 'mux_client_request_session: session request failed: Session open refused by peer';
  expect(await told(`echo '${refused}' >&2; exit 255`)).toContain(refused);
  const closed = 'Connection closed by UNKNOWN port 65535';
  expect(await told(`echo '${closed}' >&2; exit 255`)).toContain(closed);
});

it('leaves it open whether a command began whose ssh was killed, or lost its master without a word', async () => {
  expect(await told('exit 255')).not.toContain('ssh ended');
  expect(await told('kill -9 $$')).not.toContain('ssh ended');
});

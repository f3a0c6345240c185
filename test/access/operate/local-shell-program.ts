import { LocalLink } from '../../../src/access/local/local-link.js';
import { createOperator } from '../../../src/access/operate/create-operator.js';
import type { DockerReader } from '../../../src/domain/access.js';
import type { HostEntry } from '../../../src/domain/host.js';

// Stands for a cockpit that watches its own machine: hands the terminal to a shell, then tells how it ended.
const host = { name: 'here', connection: { kind: 'local' }, postgres: [], stack: { kind: 'plain' } };
const operator = createOperator(new LocalLink(), host as unknown as HostEntry, {
  docker: {} as DockerReader,
  postgres: new Map(),
});
process.on('SIGINT', () => {
  console.log('cockpit was interrupted');
  process.exit(99);
});
process.stdin.setRawMode(true);
// No job control: Ctrl-C reaches the shell, its child and this process alike.
const script =
  'trap "echo heard it" INT; tty; stty -a | grep -o " icanon"; sleep 100; read word; exit "$word"';
const end = await operator.shell(['sh', '-c', script], new AbortController().signal);
console.log(`ended ${end.exit} raw ${process.stdin.isRaw} listeners ${process.listenerCount('SIGINT')}`);
process.stdin.setRawMode(false);
process.exit(0);

import { roomFor } from '../../system/disk.js';
import type { Io } from '../host.js';
import { resolvePath } from '../paths.js';
import { expandText, type Scope } from './expand.js';
import { Input } from './input.js';
import type { Shell } from './run.js';
import type { Redirect } from './syntax.js';

/** Standard streams as a command's redirections say; a number: one failed, with that status. */
export async function openRedirects(
  redirects: readonly Redirect[],
  io: Io,
  shell: Shell,
  scope: Scope,
): Promise<Io | number> {
  if (redirects.length === 0) return io;
  let { stdin } = io;
  const outs = new Map<number, (text: string) => void>([[1, io.out], [2, io.err], ...(io.more ?? [])]);
  const complain = (path: string, why: string) => {
    io.err(
      `${shell.name}: 1: ${why.startsWith('cannot') ? '' : 'cannot create '}${why.startsWith('cannot') ? why.replace('%', path) : `${path}: ${why}`}\n`,
    );
    return shell.name === 'bash' ? 1 : 2;
  };
  for (const { fd, operator, target } of redirects) {
    const word = await expandText(target, scope);
    switch (operator) {
      case '<<':
        stdin = new Input(word);
        break;
      case '<<<':
        stdin = new Input(`${word}\n`);
        break;
      case '<': {
        if (word === '/dev/null') stdin = new Input('');
        else {
          const text = shell.host.read(resolvePath(word, shell.cwd));
          if (text === undefined) return complain(word, 'cannot open %: No such file');
          stdin = new Input(
            text,
            undefined,
            shell.host.system.files.file(resolvePath(word, shell.cwd))?.bytes,
          );
        }
        break;
      }
      case '<&':
        if (word === '-') stdin = new Input('');
        break;
      case '>&':
      case '&>':
      case '&>>':
      case '>':
      case '>>': {
        if (operator === '>&' && word === '-') {
          outs.delete(fd);
          break;
        }
        if (operator === '>&' && /^\d+$/.test(word)) {
          outs.set(fd, outs.get(Number(word)) ?? (() => {}));
          break;
        }
        const sink = openFile(word, operator.endsWith('>>'), shell);
        if (typeof sink === 'string') return complain(word, sink);
        outs.set(fd, sink);
        if (operator.startsWith('&') || operator === '>&') outs.set(2, sink);
        break;
      }
      default:
    }
  }
  const more = new Map([...outs].filter(([fd]) => fd > 2));
  return { ...io, stdin, out: outs.get(1) ?? (() => {}), err: outs.get(2) ?? (() => {}), more };
}

/** What decides how services start: to write there is a deed, whose text may be a secret. */
const settings = /\/\.env$|\.ya?ml$/;

/** What writes to a file; a text: why it can't. */
function openFile(word: string, append: boolean, shell: Shell): ((text: string) => void) | string {
  if (word === '/dev/null') return () => {};
  const path = resolvePath(word, shell.cwd);
  const { system } = shell.host;
  if (system.files.folder(path)) return 'Is a directory';
  if (!system.files.folder(path.slice(0, path.lastIndexOf('/')) || '/')) return 'Directory nonexistent';
  if (!shell.host.writable(path)) return 'Permission denied';
  const before = append ? (shell.host.read(path) ?? '') : '';
  let text = before;
  const mask = Number.parseInt(String(shell.get('__umask') ?? '022'), 8);
  const mode = system.files.file(path)?.mode ?? 0o666 & ~mask;
  const write = () => shell.host.write(path, text, mode);
  write();
  if (settings.test(path))
    system.record({ at: system.now(), command: `… ${append ? '>>' : '>'} ${path}`, ok: true, harm: 'none' });
  return (more) => {
    if (roomFor(system, path) < more.length) throw new Error('No space left on device');
    text += more;
    write();
  };
}

import type { FindProgram, Program } from './host.js';
import { baseName, resolvePath } from './paths.js';
import { awk } from './programs/awk.js';
import { filePrograms } from './programs/files.js';
import { find } from './programs/find.js';
import { git } from './programs/git.js';
import { listingPrograms } from './programs/listing.js';
import { sed } from './programs/sed.js';
import { shellPrograms } from './programs/shells.js';
import { systemPrograms } from './programs/system.js';
import { textPrograms } from './programs/text.js';
import { builtins } from './sh/builtins.js';
import { Shell } from './sh/run.js';

const folders = /^(?:\/usr)?(?:\/local)?\/s?bin\//;
/** Builtins that are programs too. */
const both = ['echo', 'printf', 'test', '[', 'true', 'false', 'pwd'];

let known: ReadonlyMap<string, Program> | undefined;

/** Made at the first call: nothing of it is needed before. */
function programs(): ReadonlyMap<string, Program> {
  known ??= new Map<string, Program>([
    ...shellPrograms,
    ...filePrograms,
    ...listingPrograms,
    ...textPrograms,
    ...systemPrograms,
    ['find', find],
    ['git', git],
    ['sed', sed],
    ['awk', awk],
    ...both.map((name): [string, Program] => [
      name,
      (args, io, host) => {
        const run = builtins.get(name);
        return run ? run(new Shell(host, { env: io.env, cwd: io.cwd }), args, io) : 127;
      },
    ]),
  ]);
  return known;
}

export const findProgram: FindProgram = (name, host, io) => {
  if (!name.includes('/')) return programs().get(name);
  if (folders.test(name)) return programs().get(baseName(name));
  const path = resolvePath(name, io.cwd);
  const file = host.system.files.file(path);
  if (!file?.text) return undefined;
  return (args, inner) => {
    if ((file.mode & 0o111) === 0) {
      inner.err(`sh: 1: ${name}: Permission denied\n`);
      return 126;
    }
    const shell = /^#!.*bash/.test(file.text ?? '') ? 'bash' : 'sh';
    return programs().get(shell)?.([path, ...args], inner, host) ?? 127;
  };
};

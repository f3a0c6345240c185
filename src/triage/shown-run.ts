import type { Run } from '../domain/perform.js';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { quoteArgv } from '../domain/text/quote-argv.js';

/** A run as one would type it: quoted, in full, secrets masked. Standard input is a here-document, bound values are a comment. */
export function shownRun(run: Run): string {
  switch (run.kind) {
    case 'command':
      return maskSecrets(
        run.stdin === undefined ? quoteArgv(run.argv) : withInput(quoteArgv(run.argv), run.stdin),
      );
    case 'shell':
      return maskSecrets(quoteArgv(run.argv));
    case 'sql':
      return maskSecrets(statement(run.server, run.text, run.params));
  }
}

/** A quoted delimiter keeps the shell from looking into the text; it must not stand in it as a line. */
function withInput(command: string, stdin: string): string {
  const body = stdin.endsWith('\n') || stdin === '' ? stdin : `${stdin}\n`;
  const lines = new Set(body.split('\n'));
  let end = 'END';
  while (lines.has(end)) end += '_';
  return `${command} <<'${end}'\n${body}${end}`;
}

function statement(server: string, text: string, params: readonly string[]): string {
  const bound = params.map((value, i) => `-- $${i + 1} = '${value.replaceAll("'", "''")}'`);
  return [`-- ${server}`, text.trim(), ...bound].join('\n');
}

import type { Act } from '../../../domain/playbook.js';
import { isReadOnlyText } from '../../../domain/read-statement.js';

/** Programs that only look, whatever their words. */
const looking = new Set([
  ...[
    'cat',
    'ls',
    'df',
    'du',
    'head',
    'tail',
    'grep',
    'stat',
    'uptime',
    'free',
    'ps',
    'ss',
    'id',
    'uname',
    'wc',
  ],
  ...[
    'whoami',
    'getent',
    'dig',
    'host',
    'nslookup',
    'lsblk',
    'vmstat',
    'iostat',
    'who',
    'w',
    'less',
    'readlink',
  ],
]);

const dockerLooks =
  /^(?:ps|logs|inspect|stats|top|images|version|info|port|diff|history|events|(?:container|image|network|volume) (?:ls|inspect)|system (?:df|info)|container (?:logs|top|stats|port|diff))(?: |$)/;
const composeLooks = /^(?:ps|logs|config|images|top|version|ls|port|events)(?: |$)/;
const statementLooks = /^\s*show\s+[\w.]+\s*;?\s*$/i;
/** Words that change or lock something inside a SELECT, and calls of functions that are no part of PostgreSQL's core. */
const statementChanges =
  /\b(?:insert|update|delete|merge|into|share|nextval|setval)\b|\b(?!pg_)\w+_\w+\s*\(/i;

/** Whether an action obviously changes nothing, so that nothing has to be confirmed. */
export function onlyLooks(act: Act): boolean {
  switch (act.do) {
    case 'sql':
      return (
        statementLooks.test(act.text) || (isReadOnlyText(act.text.trim()) && !statementChanges.test(act.text))
      );
    case 'compose':
      return composeLooks.test(act.args.join(' '));
    case 'run':
    case 'shell': {
      const [program = '', ...rest] = act.argv;
      if (program === 'docker') return dockerLooks.test(rest.join(' '));
      if (program === 'systemctl')
        return /^(?:status|is-active|is-enabled|show|list-units)$/.test(rest[0] ?? '');
      return looking.has(program);
    }
    default:
      return false;
  }
}

import type { Said } from '../stores.js';
import type { Terminal } from '../terminal/terminal.js';
import { describe } from './psql-describe.js';
import { printComplaint, printExpanded, printResult } from './psql-format.js';
import type { PsqlOptions } from './psql-options.js';
import { scriptOf } from './psql-script.js';
import type { LocalClient } from './server.js';
import { isSuperuser } from './sessions/logins.js';

const help = `This is a small psql of the practice machine:
  \\l  databases      \\dt  tables         \\d NAME  columns of a table
  \\x  long rows      \\conninfo           \\q       quit
or a statement that ends with a semicolon.
`;

/** psql at a terminal, until `\q` or Ctrl-D. */
export async function talkToServer(
  client: LocalClient,
  options: PsqlOptions,
  terminal: Terminal,
): Promise<Said> {
  const { database, user } = options;
  const sign = isSuperuser(user) ? '#' : '>';
  let text = '';
  let expanded = false;
  /** False: the server has ended the session. */
  const run = async (statement: string, title?: string): Promise<boolean> => {
    const { results, notices, error } = await terminal.interruptible((interrupt) => {
      interrupt.addEventListener('abort', () => client.cancel(), { once: true });
      const answer = client.ask(statement);
      if (interrupt.aborted) client.cancel();
      return answer;
    });
    for (const notice of notices) terminal.write(printComplaint(notice, false));
    for (const result of results) {
      terminal.write(title === undefined ? '' : `${title}\n`);
      terminal.write(expanded && title === undefined ? printExpanded(result) : printResult(result, options));
    }
    if (error) terminal.write(printComplaint(error, false));
    if (error?.severity !== 'FATAL') return true;
    terminal.write('server closed the connection unexpectedly\n');
    return false;
  };
  terminal.write('psql (16.9)\nType "help" for help.\n\n');
  for (;;) {
    const typed = await terminal.read(`${database}${text === '' ? '=' : '-'}${sign} `);
    if (typed === 'ended') {
      terminal.write('\\q\n');
      return {};
    }
    if (typed === 'interrupted') {
      text = '';
      continue;
    }
    const line = typed.line.trim();
    const [command = '', name] = line.split(/\s+/);
    if (/^(?:\\q|exit;?|quit;?)$/.test(command) && (text === '' || command === '\\q')) return {};
    if (command === '\\?' || command === '\\h' || (line === 'help' && text === '')) terminal.write(help);
    else if (command === '\\x') {
      expanded = !expanded;
      terminal.write(`Expanded display is ${expanded ? 'on' : 'off'}.\n`);
    } else if (command === '\\conninfo') {
      terminal.write(
        `You are connected to database "${database}" as user "${user}" via socket in "/var/run/postgresql" at port "5432".\n`,
      );
    } else if (command.startsWith('\\')) {
      const described = describe(command, name?.replace(/;$/, ''));
      if (!described) terminal.write(`invalid command ${command}\nTry \\? for help.\n`);
      else if (!(await run(described.sql, described.title))) return { code: 2 };
    } else {
      text += `${typed.line}\n`;
      const units = scriptOf(text);
      if (units.length > 0 && !units.every((unit) => unit.text.endsWith(';'))) continue;
      text = '';
      for (const unit of units) if (!(await run(unit.text))) return { code: 2 };
    }
  }
}

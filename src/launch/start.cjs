// Runs on any Node, however old: says in one line when it is too old for the rest.
var parts = process.versions.node.split('.').map(Number);
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 13)) {
  process.stderr.write(
    'cockpit: needs Node.js 22.13 or newer, this is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      '); install a newer Node.js and run cockpit again\n',
  );
  process.exit(1);
}
import('./cli.mjs');

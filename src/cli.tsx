import { main } from './main/main.js';

// The drill's name for signals and the shell's convention for exit codes both need the process's own end.
process.exitCode = await main(process.argv.slice(2));

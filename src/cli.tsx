import { setFlagsFromString } from 'node:v8';
import { main } from './main/main.js';

// A search pattern that would backtrack for minutes is matched in linear time instead (see domain/pattern.ts).
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

process.exitCode = await main(process.argv.slice(2));

import { describe } from 'vitest';
import { runDrill } from '../drill.js';
import { engineContract } from './engine-contract.js';
import { contractHost } from './host.js';

describe('the engine of the practice machine', () => {
  engineContract(async () => {
    const drill = await runDrill();
    return { host: contractHost(drill.link), close: async () => drill[Symbol.asyncDispose]() };
  });
});

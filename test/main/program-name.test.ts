import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programName } from '../../src/main/program-name.js';

let root: string;
const script = () => join(root, 'clone', 'dist', 'start.cjs');
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cockpit-name-'));
  for (const folder of [
    'clone/bin',
    'clone/dist',
    'clone/docs',
    'usr/bin',
    'usr/empty',
    'elsewhere/in/some/folder',
  ])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['clone/bin/cockpit', 'usr/bin/cockpit'])
    writeFileSync(join(root, file), '#!/bin/sh\n', { mode: 0o755 });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('in a clone the program is called by its path from where one is', () => {
  const path = join(root, 'usr/empty');
  expect(programName(script(), { cwd: join(root, 'clone'), path })).toBe('bin/cockpit');
  expect(programName(script(), { cwd: root, path })).toBe('clone/bin/cockpit');
});

test('it has its plain name where the shell finds it, and from anywhere else', () => {
  const found = [join(root, 'usr/empty'), join(root, 'usr/bin')].join(':');
  expect(programName(script(), { cwd: join(root, 'clone'), path: found })).toBe('cockpit');
  expect(programName(script(), { cwd: join(root, 'elsewhere/in/some/folder'), path: '' })).toBe('cockpit');
});

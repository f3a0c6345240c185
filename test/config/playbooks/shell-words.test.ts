import { describe, expect, test } from 'vitest';
import { programNames, programWords } from '../../../src/config/playbooks/lint/shell-words.js';

/** The words that an interpreter would read as a program. */
const texts = (argv: readonly string[]) => [...programWords(argv)].map((i) => argv[i]);

describe('the words that a shell or another interpreter reads', () => {
  test.each([
    [['sh', '-c', 'T']],
    [['/bin/bash', '-c', 'T']],
    [['bash', '-lc', 'T']],
    [['bash', '-exc', 'T']],
    [['bash', '-c', '-e', 'T']],
    [['bash', '-o', 'pipefail', '-c', 'T']],
    [['timeout', '5', 'sh', '-c', 'T']],
    [['docker', 'exec', 'x', 'sh', '-c', 'T']],
    [['docker', 'exec', '-i', 'x', 'su', 'postgres', '-c', 'T']],
    [['xargs', '-I', 'y', 'sh', '-c', 'T']],
    [['python3', '-c', 'T']],
    [['perl', '-ne', 'T']],
    [['docker', 'exec', 'db', 'psql', '-U', 'x', '-c', 'T']],
    [['psql', '-cT']],
    [['psql', '--command=T']],
    [['psql', '--command', 'T']],
    [['mysql', '-e', 'T']],
    [['eval', 'T']],
    [['ssh', 'T']],
    [['awk', 'T']],
    [['bin/rails', 'runner', 'T']],
    [['kamal', 'app', 'exec', 'T']],
    [['bash', '-cx', 'T']],
    [['docker', 'exec', 'x', 'bash', '-cl', 'T']],
    [['fish', '-c', 'T']],
    [['python3.11', '-c', 'T']],
    [['perl', '-E', 'T']],
    [['php8.2', '-r', 'T']],
    [['node', '-p', 'T']],
    [['env', '-S', 'T']],
    [['mongo', '--eval', 'T']],
    [['parallel', 'T']],
    [['sqlite3', 'T']],
    [['bin/rails', 'r', 'T']],
  ])('%j', (argv) => {
    const text = argv.find((word) => word.includes('T'));
    expect(texts(argv)).toEqual([text]);
  });

  test('all words of a program that joins them', () => {
    expect(texts(['ssh', '-p', '22', 'host', 'docker', 'start', 'x'])).toHaveLength(6);
    expect(texts(['psql', '-c', 'A', '-c', 'B'])).toEqual(['A', 'B']);
  });

  test.each([
    [['docker', 'start', 'x']],
    [['docker', 'exec', 'x', 'celery', '-A', 'app', 'inspect', 'active']],
    [['curl', '-fsS', '-c', 'jar', '-e', 'referrer', 'http://x/']],
    [['docker', 'compose', '-f', 'x.yml', 'up', '-d', 'api']],
    [['find', '/x', '-name', '*.gz', '-mtime', '+30', '-delete']],
    [['cp', '--', 'bash', 'x']],
    [['psql', '-U', 'x', '-p', '5432', '-d', 'y']],
    [['sort', '-S', '1M', 'x']],
  ])('none in %j', (argv) => {
    expect(texts(argv)).toEqual([]);
  });

  test('the words after the text of a shell are its parameters and stay words', () => {
    expect(texts(['sh', '-c', 'T "$1"', 'sh', 'value', 'more'])).toEqual(['T "$1"']);
  });
});

describe('the program that runs', () => {
  test.each([
    [['docker', 'ps'], ['docker']],
    [
      ['sudo', '-n', 'rm', 'x'],
      ['sudo', 'rm'],
    ],
    [
      ['timeout', '-k', '5', '10', 'rm'],
      ['timeout', 'rm'],
    ],
    [
      ['timeout', '-s', 'KILL', '10', 'rm'],
      ['timeout', 'rm'],
    ],
    [
      ['timeout', '--signal=KILL', '10', 'rm'],
      ['timeout', 'rm'],
    ],
    [
      ['sudo', '-u', 'postgres', 'psql'],
      ['sudo', 'psql'],
    ],
    [
      ['nice', '-n', '10', 'du'],
      ['nice', 'du'],
    ],
    [
      ['env', 'A=1', 'B=2', 'rm'],
      ['env', 'rm'],
    ],
    [
      ['sudo', 'env', 'A=1', 'nohup', 'rm'],
      ['sudo', 'env', 'nohup', 'rm'],
    ],
  ])('of %j is %j', (argv, names) => {
    expect(programNames(argv).map((i) => argv[i])).toEqual(names);
  });
});

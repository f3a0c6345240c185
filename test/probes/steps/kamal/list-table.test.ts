import { expect, it } from 'vitest';
import { parseList } from '../../../../src/probes/steps/kamal/list-table.js';

/** On the lab's psyfit: docker exec kamal-proxy kamal-proxy list, without the codes for colours. */
const recorded = [
  'Service     Host            Path  Target            State    TLS  ',
  'psyfit-web  psyfit.example  /     172.30.0.11:3000  running  yes  ',
];

it('reads each row by the names of the columns', () => {
  expect(parseList(recorded)).toEqual([
    {
      service: 'psyfit-web',
      host: 'psyfit.example',
      path: '/',
      target: '172.30.0.11:3000',
      state: 'running',
      tls: true,
    },
  ]);
});

it('reads the table of before 0.9, which has no paths', () => {
  const older = recorded.map((line) => line.slice(0, 28) + line.slice(34));
  expect(parseList(older)?.[0]).toMatchObject({ target: '172.30.0.11:3000', state: 'running', tls: true });
});

it('takes nothing else for a table', () => {
  expect(parseList(['Error: dial unix /tmp/kamal-proxy.sock'])).toBeUndefined();
});

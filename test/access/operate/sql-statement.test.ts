import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsRows, oneStatement, psqlScript } from '../../../src/access/operate/sql-statement.js';

describe('the text of a statement', () => {
  test.each([
    ['SELECT 1', 'SELECT 1'],
    [' SELECT 1 ; ', 'SELECT 1'],
    ["SELECT ';' || $1", "SELECT ';' || $1"],
    ['SELECT $a$;\\q$a$', 'SELECT $a$;\\q$a$'],
    ['SELECT 1 -- ; \\q\n', 'SELECT 1 -- ; \\q'],
    ['SELECT ";"', 'SELECT ";"'],
    ["SELECT E'\\';'", "SELECT E'\\';'"],
  ])('%j is one statement', (text, statement) => {
    expect(oneStatement(text)).toBe(statement);
  });

  test.each(['', ' ; ', 'SELECT 1; SELECT 2', 'SELECT 1 \\! id', '\\q', "SELECT '\\'; DROP TABLE x; --'"])(
    '%j is refused',
    (text) => {
      expect(() => oneStatement(text)).toThrow('operate.sql.not-one');
    },
  );

  test.each([
    ['SELECT 1', true],
    ['/* why */ -- and\n  delete from jobs', true],
    ['WITH x AS (SELECT 1) UPDATE y SET z = 1', true],
    ['VACUUM jobs', false],
    ['REINDEX TABLE jobs', false],
  ])('%j counts rows: %s', (text, counts) => {
    expect(countsRows(text)).toBe(counts);
  });
});

describe('what psql reads', () => {
  test('holds each value as one literal, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 1, maxLength: 3 }),
        (values) => {
          const execute = psqlScript('SELECT $1', values).split('\nEXECUTE cockpit_operate(')[1] ?? '';
          const [list = ''] = execute.split(/\);\n\\echo cockpit-rows :ROW_COUNT\n$/);
          // Read back as the server does with standard_conforming_strings on.
          const read = [...list.matchAll(/'((?:[^']|'')*)'(?:, |$)/g)].map(([, inner = '']) =>
            inner.replaceAll("''", "'"),
          );
          expect(read).toEqual(values);
          expect(list.replaceAll(/'(?:[^']|'')*'/g, '')).toBe(', '.repeat(values.length - 1));
        },
      ),
    );
  });

  test('prepares nothing for a statement that takes no values', () => {
    expect(psqlScript('VACUUM jobs', [])).toBe('VACUUM jobs\n;\n');
  });
});

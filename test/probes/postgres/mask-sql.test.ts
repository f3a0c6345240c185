import { describe, expect, it } from 'vitest';
import { shownQuery } from '../../../src/probes/postgres/mask-sql.js';

describe('the text of a query', () => {
  it('is one line without control characters', () => {
    expect(shownQuery('SELECT 1,\n\t  2 -- \u001b[31mred')).toBe('SELECT 1, 2 -- red');
  });

  it.each([
    ["ALTER ROLE app PASSWORD 'hunter2'", "ALTER ROLE app PASSWORD '***'"],
    ["ALTER ROLE app PASSWORD 'it''s hunter2'", "ALTER ROLE app PASSWORD '***'"],
    ["ALTER ROLE app PASSWORD E'a\\'hunter2'", "ALTER ROLE app PASSWORD '***'"],
    ['ALTER ROLE app PASSWORD $x$hunter2$x$', "ALTER ROLE app PASSWORD '***'"],
    ["ALTER ROLE app PASSWORD 'hunter2 cut o", "ALTER ROLE app PASSWORD '***'"],
    ["SELECT dblink('host=h password=hunter2', 'SELECT 1')", "SELECT dblink('***', '***')"],
    [
      "INSERT INTO u (name, api_key) VALUES ('a', 'hunter2')",
      "INSERT INTO u (name, api_key) VALUES ('***', '***')",
    ],
    ["SELECT pgp_sym_decrypt(x, 'hunter2') FROM t", "SELECT pgp_sym_decrypt(x, '***') FROM t"],
    ["COPY t FROM 'https://u:hunter2@files.example/x'", "COPY t FROM 'https://u:***@files.example/x'"],
    ['SELECT 1 /* password=hunter2 */', 'SELECT 1 /* password=*** */'],
    [
      `SELECT "it's", token FROM t WHERE token = 'hunter2'`,
      `SELECT "it's", token FROM t WHERE token = '***'`,
    ],
    ["SELECT 1 -- don't\n, token = 'hunter2'", "SELECT 1 -- don't , token = '***'"],
  ])('keeps no secret of %s', (raw, shown) => {
    expect(shownQuery(raw)).toBe(shown);
  });

  it('leaves literals that are no secrets, and parameters', () => {
    expect(shownQuery("SELECT * FROM t WHERE name = 'a' AND id = $1")).toBe(
      "SELECT * FROM t WHERE name = 'a' AND id = $1",
    );
    expect(shownQuery('UPDATE u SET password = $1 WHERE id = $2')).toBe(
      'UPDATE u SET password = $1 WHERE id = $2',
    );
  });
});

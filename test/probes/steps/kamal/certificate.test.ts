import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { certificateOf } from '../../../../src/probes/steps/kamal/certificate.js';

/** Made on the lab's psyfit: certificate.sh /tmp psyfit.example 60. */
const recorded = readFileSync(new URL('certificate.pem', import.meta.url), 'utf8');

it('counts the days until the end, downwards also after it', () => {
  const at = (time: string) => certificateOf(recorded, Date.parse(time)).days_left;
  expect(at('2026-11-22T19:00:00Z')).toBe(59);
  expect(at('2027-01-21T18:58:49Z')).toBe(0);
  expect(at('2027-01-23T18:58:51Z')).toBe(-3);
});

it('says for which names it is and who has made it', () => {
  expect(certificateOf(recorded, 0)).toMatchObject({
    not_after: '2027-01-21T18:58:50.000Z',
    names: 'psyfit.example',
    issuer: 'CN=Cockpit lab CA',
  });
});

it('knows nothing of a file that is no certificate', () => {
  expect(certificateOf('', 0)).toEqual({});
  expect(certificateOf('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 0)).toEqual({});
});

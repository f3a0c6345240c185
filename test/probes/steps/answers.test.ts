import { expect, test } from 'vitest';
import { statusOf } from '../../../src/probes/steps/docker/answers.js';

// The last lines of `docker logs` of the lab's gateway-app-1, salon_gbp_api and salon_gbp_web.
test.each([
  ['172.18.0.1 - - [22/Nov/2026:15:28:42 +0000] "GET /api/health HTTP/1.1" 200 43 "-" "curl/7.88.1"', 200],
  ['INFO:     172.18.0.4:59692 - "GET /api/health HTTP/1.0" 200 OK', 200],
  [
    '172.18.0.6 - - [22/Nov/2026:15:28:43 +0000] "GET /api/health HTTP/1.0" 200 43 "-" "curl/7.88.1" rt=0.075',
    200,
  ],
  ['2026/11/22 15:28:43 [notice] 1#1: start worker process 200', undefined],
])('%s: %s', (line, status) => {
  expect(statusOf(line)).toBe(status);
});

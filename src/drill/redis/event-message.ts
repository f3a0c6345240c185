const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

/** What a worker says of itself. */
export interface WorkerFigures {
  readonly hostname: string;
  readonly clock: number;
  readonly active: number;
  readonly processed: number;
  readonly load: number;
}

export const heartbeatMs = 2000;

/** A worker's event in kombu's envelope. @param now ms */
export function eventMessage(
  type: 'worker-heartbeat' | 'worker-online' | 'worker-offline',
  { hostname, clock, active, processed, load }: WorkerFigures,
  now: number,
): { channel: string; text: string } {
  const key = type.replace('-', '.');
  const body = {
    hostname,
    utcoffset: -9,
    pid: 1,
    clock,
    freq: heartbeatMs / 1000,
    active,
    processed,
    loadavg: [load, load * 0.9, load * 0.8].map((value) => Math.round(value * 100) / 100),
    sw_ident: 'py-celery',
    sw_ver: '5.4.0',
    sw_sys: 'Linux',
    timestamp: now / 1000,
    type,
  };
  const text = JSON.stringify({
    body: base64(body),
    'content-encoding': 'utf-8',
    'content-type': 'application/json',
    headers: { hostname },
    properties: {
      delivery_mode: 1,
      delivery_info: { exchange: 'celeryev', routing_key: key },
      priority: 0,
      body_encoding: 'base64',
      delivery_tag: `practice-${clock}`,
    },
  });
  return { channel: `/0.celeryev/${key}`, text };
}

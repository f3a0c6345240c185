import { randomUUID } from 'node:crypto';

/** A task of the practice system. */
export interface Task {
  readonly id: string;
  readonly name: string;
  readonly queue: string;
  readonly salon: number;
}

/** Queues in the order in which the worker asks for them. */
export const queues = ['celery', 'scraping', 'posting'] as const;

interface Kind {
  readonly name: string;
  readonly seconds: number;
  /** What it writes when it goes well. */
  says(salon: number): string;
}

const salons = ['ヘアサロン青山', '美容室さくら 渋谷店', 'Nail & Spa 銀座'];
const kinds: Readonly<Record<string, Kind>> = {
  celery: {
    name: 'app.worker.tasks.sync_reviews',
    seconds: 0.3,
    says: (salon) => `口コミを同期しました: 新着 ${salon % 4} 件`,
  },
  posting: {
    name: 'app.worker.tasks.post_gbp',
    seconds: 0.6,
    says: (salon) => `GBPへ投稿しました: ${salons[salon % 3] ?? ''} (salon_id=${1001 + (salon % 3)})`,
  },
  scraping: {
    name: 'app.worker.tasks.scrape_salonboard',
    seconds: 1.4,
    says: (salon) => `サロンボードの取得が完了しました: salon_id=${1001 + (salon % 3)}`,
  },
};
const unknown: Kind = { name: 'app.worker.tasks.unknown', seconds: 0.5, says: () => 'done' };

export const kindOf = (queue: string): Kind => kinds[queue] ?? unknown;

/** What the worker writes last of a task. */
export const succeeded = (label: string, seconds: number): string =>
  `Task ${label} succeeded in ${(seconds + 0.00217).toFixed(12)}s: None`;

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

/** A new task as a message of Celery's protocol 2 in a kombu envelope. */
export function taskMessage(queue: string, n: number): string {
  const id: string = randomUUID();
  const salon = 1 + (n % 3);
  return JSON.stringify({
    body: base64([[salon], {}, { callbacks: null, errbacks: null, chain: null, chord: null }]),
    'content-encoding': 'utf-8',
    'content-type': 'application/json',
    headers: {
      lang: 'py',
      task: kindOf(queue).name,
      id,
      shadow: null,
      eta: null,
      expires: null,
      group: null,
      group_index: null,
      retries: 0,
      timelimit: [null, null],
      root_id: id,
      parent_id: null,
      argsrepr: `(${salon},)`,
      kwargsrepr: '{}',
      origin: 'gen1@beat',
      ignore_result: false,
    },
    properties: {
      correlation_id: id,
      reply_to: '5b0c2b3e-8d4f-3b8a-9a61-0d6f1c2a7e55',
      delivery_mode: 2,
      delivery_info: { exchange: '', routing_key: queue },
      priority: 0,
      body_encoding: 'base64',
      delivery_tag: randomUUID(),
    },
  });
}

/** Undefined for what is no task: somebody pushed it by hand. */
export function taskOf(message: string, queue: string): Task | undefined {
  try {
    const { headers, body } = JSON.parse(message) as { headers: { id: string; task: string }; body: string };
    const [[salon = 1]] = JSON.parse(Buffer.from(body, 'base64').toString()) as [[number?]];
    return { id: headers.id, name: headers.task, queue, salon };
  } catch {
    return undefined;
  }
}

import { type Msg, msg } from '../../domain/message.js';
import type { RedisHealth } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found } from './found.js';

const fullPercent = 95;

/** Redis servers, beside queues or on their own. A policy that may lose jobs is a note as long as nothing is evicted. */
export function redisSignals({ view }: Context): readonly Found[] {
  const data = dataOf(view.queues);
  if (!data) return [];
  const beside = data.systems.flatMap((s) => (s.ok && s.data.redis ? [s.data.redis] : []));
  const seen = new Set<string>();
  return [...beside, ...data.redis].flatMap((redis) => {
    if (seen.has(redis.name)) return [];
    seen.add(redis.name);
    return signalsOf(redis);
  });
}

function signalsOf(redis: RedisHealth): readonly Found[] {
  const { name, policy } = redis;
  const used = redis.maxBytes > 0 ? Math.round((100 * redis.usedBytes) / redis.maxBytes) : undefined;
  const make = (kind: string, severity: Found['severity'], text: Msg, proof: Msg): Found =>
    found(kind, name, severity, text, [evidence('queues', proof, name)]);
  const figures = msg('situation.evidence.redis-memory', { percent: used ?? '–', policy });
  if (redis.loading) {
    return [
      make(
        'redis.loading',
        'critical',
        msg('situation.redis.loading', { name }),
        msg('situation.evidence.loading'),
      ),
    ];
  }
  const evicted = redis.evictedPerSecond ?? 0;
  const found_: Found[] = [];
  if (evicted > 0) {
    const n = evicted < 10 ? Math.round(evicted * 10) / 10 : Math.round(evicted);
    found_.push(make('redis.evicting', 'critical', msg('situation.redis.evicting', { name, n }), figures));
  } else if (used !== undefined && used >= fullPercent && policy === 'noeviction') {
    found_.push(
      make('redis.memory', 'critical', msg('situation.redis.full', { name, percent: used }), figures),
    );
  }
  if (!redis.persistenceOk) {
    const text = msg('situation.redis.persistence', { name });
    found_.push(make('redis.persistence', 'critical', text, text));
  }
  if (found_.length === 0 && redis.severity === 'critical' && redis.why) {
    found_.push(
      make('redis.other', 'critical', msg('situation.redis.other', { name, why: redis.why }), redis.why),
    );
  }
  return found_;
}

const gibibyte = 1024 ** 3;

/** GiB of an instance class by its size, where the family has 4, 8 or 2 GiB a vCPU ("DB instance classes", RDS User Guide). */
const bySize: Readonly<Record<'t' | 'm' | 'r', Readonly<Record<string, number>>>> = {
  t: { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16, '2xlarge': 32 },
  m: { large: 8, xlarge: 16, '2xlarge': 32, '4xlarge': 64, '8xlarge': 128, '12xlarge': 192, '16xlarge': 256 },
  r: {
    large: 16,
    xlarge: 32,
    '2xlarge': 64,
    '4xlarge': 128,
    '8xlarge': 256,
    '12xlarge': 384,
    '16xlarge': 512,
  },
};

/** Memory of an RDS instance class in bytes ("db.t4g.micro"); undefined where it is not known. */
export function memoryOfClass(name: string | undefined): number | undefined {
  const [, family, size] = /^db\.([tmr])\d+[a-z]*\.(\w+)$/.exec(name ?? '') ?? [];
  if (family !== 't' && family !== 'm' && family !== 'r') return undefined;
  const count = bySize[family][size ?? ''];
  return count === undefined ? undefined : count * gibibyte;
}

/**
 * What max_connections is by default: LEAST(DBInstanceClassMemory / 9531392, 5000) ("Quotas and constraints", RDS User
 * Guide). The class's memory without what RDS keeps for itself is a little less, so the true limit is a little lower.
 */
export function connectionLimit(engine: string | undefined, memory: number | undefined): number | undefined {
  if (memory === undefined || !/postgres/.test(engine ?? '')) return undefined;
  return Math.min(Math.floor(memory / 9_531_392), 5000);
}

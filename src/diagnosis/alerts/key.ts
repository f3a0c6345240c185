/** An alert's key: what reports it, what is wrong, and with what. Reports of the same key are one alert. */
export interface AlertKey {
  /** What must be read again before the alert can be over: 'containers', 'stats', 'check:ID', 'postgres:NAME', … */
  readonly scope: string;
  readonly kind: string;
  readonly object: string;
}

export const keyOf = (scope: string, kind: string, object: string): string => `${scope}|${kind}|${object}`;

export function parseKey(key: string): AlertKey {
  const [scope = '', kind = '', ...object] = key.split('|');
  return { scope, kind, object: object.join('|') };
}

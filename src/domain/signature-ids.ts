/** Known causes that programs tell in their logs; src/diagnosis/signatures.ts has the words. */
export const signatureIds = [
  'db-password',
  'db-missing',
  'db-starting',
  'db-slots',
  'db-refused',
  'secret',
  'master-key',
  'names',
  'redis-refused',
  'migration',
  'no-space',
  'memory',
  'port-taken',
  'module',
  'permission',
  'setting',
  'file-missing',
  'file-damaged',
] as const;

export type SignatureId = (typeof signatureIds)[number];

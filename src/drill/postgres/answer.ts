/** What a server answered to one statement. */
export interface Result {
  readonly columns: readonly { readonly name: string; readonly type: number }[];
  /** Values as text; null is null. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** CommandComplete, such as `SELECT 3`. */
  readonly tag: string;
}

/** Fields of an error or a notice that psql shows. */
export interface Complaint {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Character of the statement, from 1. */
  readonly position?: number;
}

export interface Answer {
  readonly results: readonly Result[];
  readonly notices: readonly Complaint[];
  readonly error?: Complaint;
}

/** Reads backend messages with values in text format. */
export function parseAnswer(bytes: Uint8Array): Answer {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const results: Result[] = [];
  const notices: Complaint[] = [];
  let error: Complaint | undefined;
  let columns: Result['columns'] = [];
  let rows: (string | null)[][] = [];
  for (let at = 0; at + 5 <= all.length; at += 1 + all.readUInt32BE(at + 1)) {
    const body = all.subarray(at + 5, at + 1 + all.readUInt32BE(at + 1));
    switch (String.fromCharCode(all[at] as number)) {
      case 'T':
        columns = columnsOf(body);
        break;
      case 'D':
        rows.push(valuesOf(body));
        break;
      case 'C':
        results.push({ columns, rows, tag: body.toString('utf8', 0, body.length - 1) });
        columns = [];
        rows = [];
        break;
      case 'E':
        error ??= complaintOf(body);
        break;
      case 'N':
        notices.push(complaintOf(body));
        break;
    }
  }
  return { results, notices, ...(error ? { error } : {}) };
}

function columnsOf(body: Buffer): Result['columns'] {
  const columns: { name: string; type: number }[] = [];
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left--) {
    const end = body.indexOf(0, at);
    columns.push({ name: body.toString('utf8', at, end), type: body.readUInt32BE(end + 7) });
    at = end + 19;
  }
  return columns;
}

function valuesOf(body: Buffer): (string | null)[] {
  const values: (string | null)[] = [];
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left--) {
    const length = body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : body.toString('utf8', at, at + length));
    at += Math.max(0, length);
  }
  return values;
}

function complaintOf(body: Buffer): Complaint {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .filter(Boolean)
      .map((field) => [field[0] ?? '', field.slice(1)]),
  );
  const detail = fields.get('D');
  const hint = fields.get('H');
  const position = Number(fields.get('P') ?? 0);
  return {
    severity: fields.get('S') ?? '',
    code: fields.get('C') ?? '',
    message: fields.get('M') ?? '',
    ...(detail ? { detail } : {}),
    ...(hint ? { hint } : {}),
    ...(position ? { position } : {}),
  };
}

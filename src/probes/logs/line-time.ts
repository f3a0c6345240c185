/** `2026-11-22T03:43:05.123Z`, also with a space, a comma, or an offset; without a zone it is not known which. */
const iso = /^\W{0,2}(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)/;
/** The common log format: `[22/Nov/2026:03:43:05 +0000]`. */
const common = /\[(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\]/;

/** The time that a line of a file says, ms since the epoch; undefined without one or without its zone. */
export function lineTime(text: string): number | undefined {
  const head = text.slice(0, 120);
  const found = iso.exec(head);
  if (found) {
    const [, date, time, fraction = '', zone = ''] = found;
    const millis = fraction.padEnd(3, '0').slice(0, 3);
    return valid(Date.parse(`${date}T${time}.${millis}${/^[+-]/.test(zone) ? withColon(zone) : 'Z'}`));
  }
  const access = common.exec(head);
  if (!access) return undefined;
  const [, day, month, year, time, zone = ''] = access;
  return valid(Date.parse(`${day} ${month} ${year} ${time} ${zone}`));
}

const withColon = (zone: string) => (zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`);

const valid = (at: number): number | undefined => (Number.isFinite(at) ? at : undefined);

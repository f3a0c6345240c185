/** A row of ps(1). */
export interface HostProcess {
  readonly pid: number;
  readonly parent: number;
  /** Its session; its process group where ps does not tell (BSD). */
  readonly session: number;
  readonly user: string;
  /** For how long it runs; 0 where ps does not tell. */
  readonly seconds: number;
  /** Its words, joined by blanks; raw. */
  readonly command: string;
}

const timed = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S.*)$/;
const untimed = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+()(\S.*)$/;

/** busybox puts the kernel's name of a process before its words where the two differ. */
const ownName = /^\{[^}]*\} /;

/** Rows with pid, parent, session, user, time (where `withTime`) and command; headings and torn rows are left out. */
export function parseProcesses(rows: readonly string[], withTime: boolean): HostProcess[] {
  return rows.flatMap((row) => {
    const match = (withTime ? timed : untimed).exec(row);
    if (!match) return [];
    const [, pid, parent, session, user = '', time = '', command = ''] = match;
    const numbers = { pid: Number(pid), parent: Number(parent), session: Number(session) };
    return [{ ...numbers, user, seconds: secondsOf(time), command: command.replace(ownName, '') }];
  });
}

/** etime of POSIX, `[[dd-]hh:]mm:ss`, and that of busybox, which may write `1h02` and `3d04` for long ones. */
function secondsOf(time: string): number {
  const short = /^(\d+)([hd])(\d+)$/.exec(time);
  if (short) {
    const unit = short[2] === 'd' ? 3600 : 60;
    return Number(short[1]) * (short[2] === 'd' ? 86_400 : 3600) + Number(short[3]) * unit;
  }
  const [days, clock = ''] = time.includes('-') ? time.split('-') : ['0', time];
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(days) * 86_400 + seconds || 0;
}

import { createHash } from 'node:crypto';

export interface Commit {
  /** 40 hex digits. */
  readonly id: string;
  /** ms. */
  readonly at: number;
  readonly subject: string;
  readonly version: string;
  /** What is wrong with a release that is built from it. */
  readonly fault?: 'errors' | 'crash';
}

const dayMs = 86_400_000;
const id = (text: string) => createHash('sha1').update(`drill ${text}`).digest('hex');

/** The git checkout of the practice system: one branch, a commit per release, newest last. */
export class Checkout {
  readonly branch = 'main';
  #local: Commit[];
  #remote: Commit[];
  #head: Commit;
  /** What waits was fetched: it can be merged. */
  fetched = false;
  /** HEAD is a commit and not the branch. */
  detached = false;

  constructor(now: number) {
    const made = (version: string, days: number, subject: string): Commit => ({
      id: id(version),
      at: now - days * dayMs,
      subject,
      version,
    });
    this.#local = [
      made('1.4.0', 41, '投稿予約の一覧を追加 (1.4.0)'),
      made('1.4.1', 20, '口コミ同期の再試行を修正 (1.4.1)'),
      made('1.4.2', 6, 'ダッシュボードの集計を高速化 (1.4.2)'),
    ];
    this.#remote = [...this.#local, made('1.5.0', 0.1, '店舗ごとの連携日時を保存 (1.5.0)')];
    this.#head = this.#local.at(-1) as Commit;
  }

  get head(): Commit {
    return this.#head;
  }

  /** Of the branch as it is here, oldest first. */
  get commits(): readonly Commit[] {
    return this.#local;
  }

  /** Those that can be fetched and are not here. */
  get waiting(): readonly Commit[] {
    return this.#remote.filter((commit) => !this.#local.includes(commit));
  }

  /** By hash or a beginning of it, branch, version tag, `HEAD` or `HEAD~n`. */
  find(name: string): Commit | undefined {
    const back = /^HEAD(?:~(\d+)|(\^*))$/.exec(name);
    if (back) {
      const steps = Number(back[1] ?? back[2]?.length ?? 0);
      return this.#local[this.#local.indexOf(this.#head) - steps];
    }
    if (name === `origin/${this.branch}`) return (this.fetched ? this.#remote : this.#local).at(-1);
    if (name === this.branch) return this.#local.at(-1);
    return (this.fetched ? this.#remote : this.#local).find(
      (commit) =>
        commit.version === name.replace(/^v/, '') ||
        (/^[0-9a-f]{4,40}$/.test(name) && commit.id.startsWith(name)),
    );
  }

  checkOut(commit: Commit, onBranch: boolean): void {
    this.#head = commit;
    this.detached = !onBranch;
  }

  /** Fetches and fast-forwards the branch; the commits that came. */
  pull(): readonly Commit[] {
    const came = this.waiting;
    this.#local = [...this.#remote];
    this.#head = this.#local.at(-1) as Commit;
    return came;
  }

  /** A release that somebody brought here just now. */
  release(now: number, fault: 'errors' | 'crash'): Commit {
    const version = '1.4.3';
    const commit = {
      id: id(version),
      at: now - 400_000,
      subject: '通知メールの文面を更新 (1.4.3)',
      version,
      fault,
    };
    this.#local = [...this.#local, commit];
    this.#remote = [...this.#local, ...this.#remote.filter((one) => one.version > version)];
    this.#head = commit;
    this.detached = false;
    return commit;
  }
}

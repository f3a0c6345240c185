import { type Msg, msg } from '../domain/message.js';

/** What a recurring job's own log names as the reason why a run failed, or why nobody heard of it. */
interface JobSignature {
  /** Kind of the signal. */
  readonly kind: string;
  readonly pattern: RegExp;
  /** `job`: the word before the colon that begins the sentence. */
  text(who: string, job: string): Msg;
}

/** "data_update: scraping failed: …": a job that fetches from a site. Servers of the own system have signatures of theirs. */
const fetching = String.raw`(?:(?:scrap|crawl|fetch|download)\w*[^\n]{0,60}?\bfail\w*|(?:取得|スクレイピング)[^\n]{0,60}?失敗)[^\n]*`;
const failedBy = (reason: string) => new RegExp(fetching + reason);

/** In this order: a push that fails with 403 is none of the site's. Words of urllib, requests, pywebpush and CPython. */
const jobSignatures: readonly JobSignature[] = [
  {
    kind: 'notify.keys',
    pattern: /VAPID\w*[^\n]*(?:not set|missing|未設定)/,
    text: (who) => msg('situation.notify.keys', { who }),
  },
  {
    kind: 'notify.nobody',
    pattern: /no user with is_superuser/,
    text: (who) => msg('situation.notify.nobody', { who }),
  },
  {
    kind: 'notify.gone',
    pattern: /\bpush\b[^\n]*\bfailed\b[^\n]*\b(?:404|410)\b/i,
    text: (who) => msg('situation.notify.gone', { who }),
  },
  {
    kind: 'notify.push',
    pattern: /\bpush to [^\n]*\bfailed\b|WebPushException/,
    text: (who) => msg('situation.notify.push', { who }),
  },
  {
    kind: 'job.limited',
    pattern: failedBy(String.raw`(?:\b429\b|Too Many Requests|[Rr]ate.?limit)`),
    text: (who, job) => msg('situation.job.limited', { who, job }),
  },
  {
    kind: 'job.refused',
    pattern: failedBy(String.raw`(?:\b40[13]\b|Forbidden)`),
    text: (who, job) => msg('situation.job.refused', { who, job }),
  },
  {
    kind: 'job.unreadable',
    pattern: failedBy('(?:[Pp]ars(?:e|ing)|JSONDecodeError|解析)'),
    text: (who, job) => msg('situation.job.unreadable', { who, job }),
  },
  {
    kind: 'job.name',
    pattern: failedBy(
      '(?:Name or service not known|Temporary failure in name resolution|getaddrinfo|No address associated)',
    ),
    text: (who, job) => msg('situation.job.name', { who, job }),
  },
  {
    kind: 'job.unanswered',
    pattern: failedBy(
      String.raw`(?:[Tt]imed? ?out|[Rr]efused|[Uu]nreachable|reset by peer|HTTP (?:Error )?5\d\d)`,
    ),
    text: (who, job) => msg('situation.job.unanswered', { who, job }),
  },
];

/** Cheap enough for every line of a flood. */
const mayTell = /fail|失敗|VAPID|is_superuser|WebPush/;
const endsWell = /\bstatus=(?:success|ok)\b/;
const pushed = /\bpushed to [^\n]*\b20[0-4]\b/;
const jobName = /(?:^|[\s\]])([A-Za-z][\w.-]*): /;

/** "data_update", of a line that begins its sentence with it. */
export const jobOf = (text: string): string | undefined => jobName.exec(text)?.[1];

/** The signature of a line, if it has one. */
export const jobSignatureOf = (text: string): JobSignature | undefined =>
  mayTell.test(text) ? jobSignatures.find(({ pattern }) => pattern.test(text)) : undefined;

/** A line that says that a notification went out. */
export const isPushed = (text: string): boolean => pushed.test(text);

/** A line that says that a run of a job has succeeded. */
export const isJobSuccess = (text: string): boolean => endsWell.test(text);

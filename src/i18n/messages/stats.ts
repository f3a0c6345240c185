import type { Entry } from '../catalogue.js';

export const stats: Record<string, Entry> = {
  'stats.no-proc': {
    en: 'the host shows no Linux /proc figures',
    ja: 'ホストから Linux の /proc の値を読み取れません',
  },
  'stats.no-proc.next': {
    en: 'cockpit reads Linux hosts; check that /proc is mounted and readable for this user',
    ja: 'cockpit の対象は Linux ホストです。/proc がマウントされ、このユーザーで読めるか確認してください',
  },
};

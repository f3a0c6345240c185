import type { Entry } from '../catalogue.js';

export const commands: Record<string, Entry> = {
  'commands.undeclared': {
    en: 'hosts.yaml declares no command check "{id}"',
    ja: 'hosts.yaml にコマンド検査「{id}」はありません',
  },
  'commands.not-in-watch': {
    en: '"{id}" does not run in watch mode',
    ja: '「{id}」は監視専用モードでは実行しません',
  },
  'commands.not-in-watch.next': {
    en: 'if it only reads, mark it with watch: allowed in hosts.yaml',
    ja: '読み取りだけの場合は hosts.yaml で watch: allowed を指定してください',
  },
};

import type { Entry } from '../catalogue.js';

export const access: Record<string, Entry> = {
  'access.link.down': { en: 'no connection to the host', ja: 'ホストに接続していません' },
  'access.link.down.next': {
    en: 'it is retried by itself; the link display shows when',
    ja: '自動的に再接続します（次の試行は接続表示を参照）',
  },
  'access.timeout': {
    en: '{what}: no answer within {seconds} s',
    ja: '{what}: {seconds} 秒以内に応答がありません',
  },
  'access.stopped': { en: '{what}: called off', ja: '{what}: 中止しました' },
  'access.process.lost': {
    en: '{what}: the connection broke before the command ended',
    ja: '{what}: コマンドの終了前に接続が切れました',
  },
  'access.process.long': {
    en: '{what}: more than {kib} KiB of output',
    ja: '{what}: 出力が {kib} KiB を超えました',
  },
  'access.what.metrics': { en: 'host metrics', ja: 'ホストのメトリクス' },
  'access.what.command': { en: 'host command {command}', ja: 'ホストのコマンド {command}' },
  'access.host.no-proc': { en: 'the host has no readable /proc', ja: 'ホストの /proc を読み取れません' },
  'access.host.no-proc.next': {
    en: 'host figures need Linux and a login shell that may run sh',
    ja: 'ホストの数値には Linux と、sh を実行できるログインシェルが必要です',
  },
  'access.host.loop-ended': {
    en: 'the metrics loop at the host ended',
    ja: 'ホスト側のメトリクス取得ループが終了しました',
  },
};

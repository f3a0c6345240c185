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
  'access.open-timeout': {
    en: 'the connection was not opened within {seconds} s',
    ja: '接続を {seconds} 秒以内に開けませんでした',
  },
  'access.what.docker': { en: 'Docker', ja: 'Docker' },
  'access.what.containers': { en: 'list of containers', ja: 'コンテナの一覧' },
  'access.what.container': { en: 'container {container}', ja: 'コンテナ {container}' },
  'access.what.image': { en: 'image {image}', ja: 'イメージ {image}' },
  'access.what.events': { en: 'Docker events', ja: 'Docker のイベント' },
  'access.docker.bad-name': {
    en: '{what}: not a name that Docker allows',
    ja: '{what}: Docker では使えない名前です',
  },
  'access.docker.refused': {
    en: '{what}: Docker answered with an error',
    ja: '{what}: Docker がエラーを返しました',
  },
  'access.docker.malformed': {
    en: "{what}: Docker's answer can't be read",
    ja: '{what}: Docker の応答を解釈できません',
  },
  'access.docker.broke': {
    en: '{what}: the connection to Docker broke',
    ja: '{what}: Docker との接続が切れました',
  },
  'access.docker.not-read-only': {
    en: 'refused before sending, because it does not only read: {request}',
    ja: '読み取り専用ではないため送信しませんでした: {request}',
  },
  'access.docker.no-socket': {
    en: "Docker's socket {path} is missing: the engine is not running",
    ja: 'Docker のソケット {path} がありません（エンジンが停止しています）',
  },
  'access.docker.no-socket.next': {
    en: 'on the host: systemctl status docker',
    ja: 'ホスト上で確認: systemctl status docker',
  },
  'access.docker.absent': {
    en: 'the host has neither {path} nor a docker command',
    ja: 'ホストに {path} も docker コマンドもありません',
  },
  'access.docker.absent.next': {
    en: 'check that this is the right host, and that Docker is installed',
    ja: '正しいホストか、Docker がインストールされているかを確認してください',
  },
  'access.docker.denied': {
    en: '{user} may not use {path} (groups: {groups})',
    ja: '{user} には {path} を使う権限がありません（グループ: {groups}）',
  },
  'access.docker.denied.next': {
    en: 'on the host: sudo usermod -aG docker {user}, then connect again',
    ja: 'ホスト上で sudo usermod -aG docker {user} を実行し、再接続してください',
  },
  'access.docker.daemon-down': {
    en: "Docker's socket is there, but the engine does not answer",
    ja: 'Docker のソケットはありますが、エンジンが応答しません',
  },
  'access.docker.forward-refused': {
    en: '{path} could not be opened through sshd, nor with the docker command',
    ja: 'sshd 経由でも docker コマンドでも {path} を開けませんでした',
  },
  'access.docker.forward-refused.next': {
    en: 'set AllowStreamLocalForwarding yes in sshd_config, or install the docker command; check that dockerd runs',
    ja: 'sshd_config の AllowStreamLocalForwarding を yes にするか docker コマンドを導入し、dockerd の稼働も確認してください',
  },
};

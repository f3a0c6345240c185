import type { Entry } from '../catalogue.js';

export const local: Record<string, Entry> = {
  'local.docker.ssh': {
    en: '{source} is another machine',
    ja: '{source} は別のマシンを指しています',
  },
  'local.docker.ssh.next': {
    en: 'run: cockpit {destination}',
    ja: '次を実行: cockpit {destination}',
  },
  'local.docker.bad-address': {
    en: '{source} is no address of Docker that cockpit can use',
    ja: '{source} は cockpit が使える Docker のアドレスではありません',
  },
  'local.docker.bad-address.next': {
    en: 'use unix:///path/to/docker.sock or tcp://host:port',
    ja: 'unix:///path/to/docker.sock か tcp://host:port を指定してください',
  },
  'local.docker.context-missing': {
    en: 'there is no docker context {name}',
    ja: 'docker context {name} がありません',
  },
  'local.docker.context-unread': {
    en: "the docker context {name} can't be read",
    ja: 'docker context {name} を読み取れません',
  },
  'local.docker.context.next': {
    en: 'see docker context ls; DOCKER_CONTEXT and ~/.docker/config.json choose one',
    ja: 'docker context ls で確認してください（DOCKER_CONTEXT と ~/.docker/config.json で選択）',
  },
  'local.docker.tls-file': {
    en: "a TLS file for Docker can't be read: {path}",
    ja: 'Docker の TLS ファイルを読み取れません: {path}',
  },
  'local.docker.tls-file.next': {
    en: 'DOCKER_CERT_PATH names the folder of ca.pem, cert.pem and key.pem',
    ja: 'DOCKER_CERT_PATH に ca.pem・cert.pem・key.pem のフォルダーを指定します',
  },
  'local.docker.tls': {
    en: 'no TLS connection to Docker at {address}',
    ja: 'Docker（{address}）と TLS で接続できません',
  },
  'local.docker.missing': {
    en: 'no Docker here: {path} is missing',
    ja: 'このマシンに Docker がありません（{path} なし）',
  },
  'local.docker.missing.next': {
    en: 'start Docker, or set DOCKER_HOST',
    ja: 'Docker を起動するか、DOCKER_HOST を設定してください',
  },
  'local.docker.denied': {
    en: '{user} may not use {path}',
    ja: '{user} には {path} を使う権限がありません',
  },
  'local.docker.denied.next': {
    en: 'sudo usermod -aG docker {user}, then log in again (the group has the rights of root)',
    ja: 'sudo usermod -aG docker {user} の後、再ログインしてください（このグループは root 相当の権限を持ちます）',
  },
  'local.docker.silent': {
    en: 'Docker does not answer at {address}',
    ja: 'Docker（{address}）が応答しません',
  },
  'local.docker.silent.next': {
    en: 'check that the engine runs there: docker info',
    ja: 'エンジンが動作しているか確認してください: docker info',
  },
  'local.service.unpublished': {
    en: 'the engine is not on this machine itself, and the port is not published',
    ja: 'エンジンがこのマシン上になく、ポートも公開されていません',
  },
  'local.service.unpublished.next': {
    en: 'publish it, to the loopback alone if nobody else needs it: ports: ["127.0.0.1:PORT:PORT"]',
    ja: 'ポートを公開してください（他から使わないならループバックだけに: ports: ["127.0.0.1:PORT:PORT"]）',
  },
};

import { isAbsolute, join } from 'node:path';
import { type Msg, msg } from '../../domain/message.js';
import type { ConfigValues } from './config-query.js';
import { expandPath, type TokenValues } from './expand.js';
import type { HostKeyPolicy, SshTarget } from './target.js';

/** ssh(1)'s own, in its order; those of kinds that can not be used are only reported. */
const defaultIdentities = ['id_rsa', 'id_ecdsa', 'id_ecdsa_sk', 'id_ed25519', 'id_ed25519_sk'];
const defaultConnectTimeoutMs = 10_000;

/** Turns the values of a configuration into a target. */
export function targetOf(
  alias: string,
  values: ConfigValues,
  place: { readonly home: string; readonly env: NodeJS.ProcessEnv; readonly localUser: string },
): SshTarget {
  const one = (keyword: string) => values.get(keyword)?.[0];
  const flag = (keyword: string, otherwise: boolean) => {
    const value = one(keyword)?.toLowerCase();
    return value === undefined ? otherwise : value === 'yes' || value === 'true';
  };
  const user = one('user') ?? place.localUser;
  const port = Number(one('port') ?? 22);
  const host = (one('hostname') ?? alias).replaceAll('%h', alias).replaceAll('%%', '%');
  const tokens: TokenValues = { ...place, host, alias, port, user, jump: one('proxyjump') ?? '' };
  const path = (text: string) => {
    const expanded = expandPath(unquote(text), tokens);
    return isAbsolute(expanded) ? expanded : join(process.cwd(), expanded);
  };
  const pathList = (keyword: string, otherwise: readonly string[]) =>
    (one(keyword)?.match(/"[^"]*"|\S+/g) ?? [...otherwise])
      .filter((p) => p.toLowerCase() !== 'none')
      .map(path);
  const ssh = join(place.home, '.ssh');
  const agentSocket = agentOf(one('identityagent'), place.env, path);
  const alias22 = one('hostkeyalias');
  const timeout = Number(one('connecttimeout'));
  return {
    alias,
    host,
    port,
    user,
    identityFiles: (values.get('identityfile') ?? defaultIdentities.map((name) => join(ssh, name)))
      .filter((file) => file.toLowerCase() !== 'none')
      .map(path),
    identitiesOnly: flag('identitiesonly', false),
    ...(agentSocket ? { agentSocket } : {}),
    userKnownHosts: pathList('userknownhostsfile', [join(ssh, 'known_hosts'), join(ssh, 'known_hosts2')]),
    globalKnownHosts: pathList('globalknownhostsfile', [
      '/etc/ssh/ssh_known_hosts',
      '/etc/ssh/ssh_known_hosts2',
    ]),
    ...(alias22 ? { hostKeyAlias: alias22 } : {}),
    hostKeyPolicy: policyOf(one('stricthostkeychecking')),
    hashKnownHosts: flag('hashknownhosts', false),
    connectTimeoutMs: timeout > 0 ? timeout * 1000 : defaultConnectTimeoutMs,
    addressFamily: one('addressfamily') === 'inet' ? 4 : one('addressfamily') === 'inet6' ? 6 : 0,
    compression: flag('compression', false),
    passwordPrompts: Number(one('numberofpasswordprompts') ?? 3),
    passwordAuthentication: flag('passwordauthentication', true),
    keyboardInteractive: flag('kbdinteractiveauthentication', true),
    lacks: lacksOf(values),
  };
}

const unquote = (text: string) => text.replace(/^"(.*)"$/, '$1');

/** IdentityAgent: a path, `none`, `SSH_AUTH_SOCK` or `$VARIABLE`. */
function agentOf(
  setting: string | undefined,
  env: NodeJS.ProcessEnv,
  path: (text: string) => string,
): string | undefined {
  if (setting === undefined || setting === 'SSH_AUTH_SOCK') return env.SSH_AUTH_SOCK || undefined;
  if (setting.toLowerCase() === 'none') return undefined;
  if (/^\$\w+$/.test(setting)) return env[setting.slice(1)] || undefined;
  return path(setting);
}

function policyOf(setting: string | undefined): HostKeyPolicy {
  const value = setting?.toLowerCase();
  if (value === 'yes' || value === 'true') return 'yes';
  return value === 'accept-new' ? 'accept-new' : 'ask';
}

/** Ways to log in that are configured and that the built-in client can not go. */
function lacksOf(values: ConfigValues): Msg[] {
  const lacks: Msg[] = [];
  const set = (keyword: string) =>
    values.get(keyword)?.some((value) => value.toLowerCase() !== 'none') ?? false;
  if (set('certificatefile')) lacks.push(msg('link.lacks.certificate'));
  if (set('pkcs11provider')) lacks.push(msg('link.lacks.pkcs11'));
  return lacks;
}

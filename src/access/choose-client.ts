import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import type { Failure } from '../domain/failure.js';
import { type Msg, msg } from '../domain/message.js';
import { findSharedMaster } from './openssh/shared-master.js';
import { readKeyFile } from './ssh/key-file.js';
import { matchesHost } from './ssh/known-hosts.js';
import { readKnownHosts } from './ssh/known-hosts-files.js';
import { type ConfigPlace, proxyCommandOf, type ResolvedHost, resolveHost } from './ssh/ssh-config.js';
import type { SshConnectionSettings } from './ssh/ssh2-link.js';
import { knownHostsName } from './ssh/target.js';

/** Which SSH client makes a connection, and why where it is not the usual one. */
export interface ClientChoice {
  readonly client: 'built-in' | 'openssh';
  readonly why?: Msg;
}

const builtIn: ClientChoice = { client: 'built-in' };
const openssh = (why: Msg): ClientChoice => ({ client: 'openssh', why });

/**
 * Which client the configuration asks for, before anything is sent to the host. Rejects with a FailureError, `malformed`
 * for a configuration that can not be read.
 */
export async function choiceOf(
  settings: SshConnectionSettings,
  place: ConfigPlace = {},
): Promise<ClientChoice> {
  const { client } = settings;
  if (client) return { client, why: msg('openssh.why.set', { client }) };
  return choose(await resolveHost(settings, place), place);
}

async function choose(host: ResolvedHost, { env = process.env }: ConfigPlace): Promise<ClientChoice> {
  const { values, target } = host;
  const set = (keyword: string) =>
    values.get(keyword)?.find((value) => value !== '' && value.toLowerCase() !== 'none');
  const shared = await findSharedMaster(host);
  if (shared) return openssh(msg('openssh.why.shared', { path: shared.control }));
  if (proxyCommandOf(values)) return openssh(msg('openssh.why.proxy-command'));
  if (set('pkcs11provider')) return openssh(msg('openssh.why.pkcs11'));
  const certificate =
    set('certificatefile') ?? (await firstExisting(target.identityFiles.map((file) => `${file}-cert.pub`)));
  if (certificate) return openssh(msg('openssh.why.certificate', { path: certificate }));
  if (await hasAuthority(host)) return openssh(msg('openssh.why.host-certificate'));
  const agent = target.agentSocket ? await agentKeyTypes(target.agentSocket, env) : [];
  if (agent.some((type) => type.includes('-cert-v01@'))) return openssh(msg('openssh.why.certificate-agent'));
  if (await onlySecurityKeys(host, agent)) return openssh(msg('openssh.why.security-key'));
  if (values.get('gssapiauthentication')?.[0] === 'yes' && (await hasTicket(env)))
    return openssh(msg('openssh.why.gssapi'));
  return builtIn;
}

/**
 * Whether ssh may get further than the built-in client did: where no algorithm was in common, or where the login was
 * refused and ssh has ways that we lack. `asked`: the operator answered something, which is not asked a second time.
 */
export function secondChance(failure: Failure, asked: boolean): ClientChoice | undefined {
  const { kind, what } = failure;
  if (kind !== 'unsupported') return undefined;
  if (what.id === 'link.no-common-algorithm') return openssh(msg('openssh.why.algorithm'));
  if (what.id === 'link.login.refused' && !asked) return openssh(msg('openssh.why.refused'));
  return undefined;
}

async function firstExisting(files: readonly string[]): Promise<string | undefined> {
  const found = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => file,
        () => undefined,
      ),
    ),
  );
  return found.find((file) => file !== undefined);
}

/** A `@cert-authority` line stands for the host, and no plain key of its own. */
async function hasAuthority({ target }: ResolvedHost): Promise<boolean> {
  const entries = await readKnownHosts([...target.userKnownHosts, ...target.globalKnownHosts]);
  const name = knownHostsName(target);
  const mine = entries.filter(({ patterns }) => matchesHost(patterns, name));
  return mine.some(({ marker }) => marker === 'cert-authority') && !mine.some(({ marker }) => marker === '');
}

/** Key types as `ssh-add -L` prints them; none without an agent that answers. */
function agentKeyTypes(socket: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  return new Promise((resolve) => {
    const options = { timeout: 3000, env: { PATH: process.env.PATH, ...env, SSH_AUTH_SOCK: socket } };
    execFile('ssh-add', ['-L'], options, (error, stdout) =>
      resolve(error ? [] : stdout.split('\n').flatMap((line) => line.split(' ', 1)[0] || [])),
    );
  });
}

/** At least one key is that of a security key, and none is of another kind. */
async function onlySecurityKeys({ target }: ResolvedHost, agent: readonly string[]): Promise<boolean> {
  const read = await Promise.all(target.identityFiles.map(readKeyFile));
  const files = read.filter((file) => file !== undefined);
  const isSecurityKey = (file: (typeof files)[number]) =>
    file.state === 'unusable' && file.why === 'security-key';
  const others = files.some((file) => !isSecurityKey(file)) || agent.some((type) => !type.startsWith('sk-'));
  return !others && (files.some(isSecurityKey) || agent.length > 0);
}

/** Kerberos' own program, which few machines have. */
const ticketLister = 'klist';

/** `klist -s` ends with 0 where there is a ticket that has not expired. */
function hasTicket(env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { timeout: 3000, env: { PATH: process.env.PATH, ...env } };
    execFile(ticketLister, ['-s'], options, (error) => resolve(error === null));
  });
}

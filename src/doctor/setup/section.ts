import type { HostEntry } from '../../domain/host.js';
import type { Msg } from '../../domain/message.js';

/** One step of the set-up: what it is for, and what to copy. */
export interface SetupSection {
  /** `login`, `sshd`, `docker-group`, `docker-proxy`, `docker-sudo`, `aws`, `postgres:NAME`, `redis:NAME`, `hosts`. */
  readonly id: string;
  readonly title: Msg;
  readonly notes: readonly Msg[];
  readonly code: string;
}

export interface SetupInput {
  readonly entry: HostEntry;
  /** The login to make. */
  readonly user: string;
  /** The line of sudoers(5) that lets the login reach Docker and nothing else. */
  readonly sudoersLine: string;
  /** Commands that cockpit sends to Redis, in the form of an ACL (`llen`, `client|list`). */
  readonly redisCommands: readonly string[];
}

/** Stands where a secret has to be filled in. */
export const placeholder = 'REPLACE-BY-A-NEW-PASSWORD';

/** Where the read-only proxy listens. */
export const proxySocket = '/var/lib/cockpit/docker.sock';

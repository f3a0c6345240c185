import type { ContainerDetail, ImageDetail } from '../../domain/docker.js';
import { type Msg, msg } from '../../domain/message.js';
import type { ContainerDetailView, Severity } from '../../domain/model.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { cpuLimitOf, healthTestOf, timeOf } from './row.js';

type Fact = ContainerDetailView['facts'][number];

/** The summary of an inspect answer, in the order in which one reads it in an incident; what is empty is left out. */
export function factsOf(detail: ContainerDetail, image: ImageDetail | undefined): readonly Fact[] {
  const { State: state, Config: config, HostConfig: host } = detail;
  const facts: Fact[] = [];
  const add = (label: Msg, value: string | undefined, severity?: Severity) => {
    const text = value === undefined ? '' : maskSecrets(sanitizeLine(value));
    if (text) facts.push({ label, value: text, ...(severity ? { severity } : {}) });
  };
  add(msg('containers.fact.state'), stateText(state), severityOf(state));
  add(
    msg('containers.fact.health'),
    healthText(state),
    state.Health?.Status === 'unhealthy' ? 'critical' : undefined,
  );
  add(msg('containers.fact.health-check'), healthTestOf(detail));
  add(msg('containers.fact.error'), state.Error, 'critical');
  add(msg('containers.fact.oom'), state.OOMKilled ? 'OOMKilled' : '', 'warn');
  add(
    msg('containers.fact.restarts'),
    String(detail.RestartCount),
    detail.RestartCount > 0 ? 'warn' : undefined,
  );
  add(msg('containers.fact.restart-policy'), policyText(host.RestartPolicy));
  add(msg('containers.fact.created'), moment(detail.Created));
  add(msg('containers.fact.started'), moment(state.StartedAt));
  add(msg('containers.fact.finished'), moment(state.FinishedAt));
  add(msg('containers.fact.image'), config.Image);
  add(msg('containers.fact.image-id'), detail.Image);
  add(msg('containers.fact.image-built'), moment(image?.Created));
  add(
    msg('containers.fact.command'),
    [detail.Path ?? '', ...(detail.Args ?? config.Cmd ?? [])].join(' ').trim(),
  );
  add(msg('containers.fact.pid'), state.Pid > 0 ? String(state.Pid) : '');
  add(msg('containers.fact.limits'), limitsText(host));
  add(msg('containers.fact.networks'), networksText(detail));
  add(msg('containers.fact.ports'), portsText(detail));
  add(msg('containers.fact.log'), logText(host.LogConfig));
  add(msg('containers.fact.id'), detail.Id);
  return facts;
}

function stateText({ Status, ExitCode, Running }: ContainerDetail['State']): string {
  return Running && Status !== 'restarting' ? Status : `${Status} (${ExitCode})`;
}

function severityOf({ Status, ExitCode }: ContainerDetail['State']): Severity {
  if (Status === 'running') return 'ok';
  return Status === 'restarting' || Status === 'dead' || ExitCode !== 0 ? 'critical' : 'warn';
}

function healthText({ Health }: ContainerDetail['State']): string {
  if (!Health || Health.Status === 'none') return '';
  return Health.FailingStreak > 0 ? `${Health.Status} (×${Health.FailingStreak})` : Health.Status;
}

function policyText(policy: ContainerDetail['HostConfig']['RestartPolicy']): string {
  if (!policy) return '';
  return policy.MaximumRetryCount ? `${policy.Name}:${policy.MaximumRetryCount}` : policy.Name || 'no';
}

function limitsText(host: ContainerDetail['HostConfig']): string {
  const cpus = cpuLimitOf(host);
  const memory = host.Memory > 0 ? `${Math.round(host.Memory / 2 ** 20)} MiB` : '';
  return [cpus === undefined ? '' : `${cpus} CPU`, memory].filter((part) => part !== '').join(', ');
}

function networksText(detail: ContainerDetail): string {
  const { NetworkSettings, HostConfig } = detail;
  const networks = Object.entries(NetworkSettings.Networks ?? {}).map(([name, { IPAddress, Aliases }]) => {
    const aliases = (Aliases ?? []).filter((alias) => !isOwnName(detail, alias)).join(', ');
    return `${name}${IPAddress ? ` ${IPAddress}` : ''}${aliases ? ` (${aliases})` : ''}`;
  });
  return networks.length > 0 ? networks.join('; ') : (HostConfig.NetworkMode ?? '');
}

/** The engine adds the short id as an alias, compose the container's name. */
const isOwnName = ({ Id, Name }: ContainerDetail, alias: string): boolean =>
  alias === Name.slice(1) || (alias.length === 12 && Id.startsWith(alias));

function portsText({ NetworkSettings }: ContainerDetail): string {
  return Object.entries(NetworkSettings.Ports ?? {})
    .flatMap(([port, bindings]) =>
      bindings ? bindings.map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}→${port}`) : [port],
    )
    .join(', ');
}

function logText(log: ContainerDetail['HostConfig']['LogConfig']): string {
  if (!log) return '';
  const options = Object.entries(log.Config ?? {}).map(([name, value]) => `${name}=${value}`);
  return [log.Type, ...options].join(' ');
}

/** UTC to the second; the language of the screen does not matter. */
function moment(text: string | undefined): string | undefined {
  const at = timeOf(text);
  return at === undefined ? undefined : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

import type { StepProbe } from '../../../domain/step-probe.js';
import { quoteArgv } from '../../../domain/text/quote-argv.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { deployFlags, settingsText } from './deploy-flags.js';
import { listCommand, type ProxyService, proxyContainer, readServices } from './read-proxy.js';

export const kamalServicesProbe: StepProbe = {
  id: 'kamal-services',
  about:
    'what kamal-proxy serves, from its list and its state file; `options`: what `kamal-proxy deploy` must be given so that a service keeps all that it has, none where they are not all known (`unmapped` names those without an option); `settings`: all of them, to compare; `others`: readers and targets of a rollout',
  parameters: {
    proxy: optional(
      'container',
      "its container; default: the host entry's with the role proxy, else kamal-proxy",
    ),
    service: optional('name', 'only this service of the proxy'),
  },
  fields: [
    'service',
    'host',
    'target',
    'targets',
    'others',
    'state',
    'tls',
    'health_path',
    'options',
    'unmapped',
    'settings',
    'proxy',
  ],
  gives: 'rows',
  async read(from, args, options) {
    const container = await proxyContainer(from, textOf(args, 'proxy'), options.signal);
    const proxy = (container.Names[0] ?? container.Id).replace(/^\//, '');
    const wanted = textOf(args, 'service');
    const services = await readServices(from, proxy, options);
    const rows = services
      .filter(({ listed }) => wanted === undefined || listed.service === wanted)
      .map((service) => rowOf(service, proxy));
    return {
      command: quoteArgv(listCommand(proxy)),
      where: 'host',
      lines: [],
      table: tableOf(kamalServicesProbe.fields, rows),
    };
  },
};

function rowOf({ listed, saved }: ProxyService, proxy: string): Row {
  const { service, host, target, state, tls } = listed;
  const row = { service, host, target, state, tls, proxy, targets: target.split(',').length };
  if (!saved) return row;
  const { flags, unknown } = deployFlags(saved);
  return {
    ...row,
    others: saved.others,
    health_path: saved.healthPath,
    options: flags,
    unmapped: unknown.join(' ') || undefined,
    settings: settingsText(saved),
  };
}

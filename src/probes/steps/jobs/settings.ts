import type { StepProbe } from '../../../domain/step-probe.js';
import { mask, maskVariable } from '../../../domain/text/mask-secrets.js';
import { wordsOf } from '../arguments.js';
import { containerOf } from '../docker/container-argument.js';
import { required } from '../parameters.js';
import { tableOf } from '../seen.js';
import { variablesOf } from './variables-of.js';

export const settingsProbe: StepProbe = {
  id: 'settings',
  about:
    'some variables of a container as it was made, also of one that has ended; `set`: it is there and not empty; the value of anything that may be a key or a secret is masked',
  parameters: {
    container: required('container', 'its name'),
    names: required('words', 'names of the variables'),
  },
  fields: ['name', 'set', 'value'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const container = containerOf(args);
    const names = wordsOf(args, 'names');
    const variables = await variablesOf(from, container, signal);
    const rows = names.map((name) => {
      const value = variables.get(name) ?? '';
      return { name, set: value !== '', value: value === '' ? undefined : shownValue(name, value) };
    });
    const wanted = names.map((name) => `^${name}=`).join('|');
    return {
      command: `docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' ${container} | grep -E '${wanted}'`,
      where: 'host',
      lines: [],
      table: tableOf(settingsProbe.fields, rows),
    };
  },
};

/** A public key is no secret, but nobody needs to see it here. */
const shownValue = (name: string, value: string): string =>
  /(^|_)keys?(_|$)/i.test(name) ? mask : maskVariable(name, value).value;

import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { ProbeArgument, ProbeCall } from '../../domain/playbook.js';
import type { StepProbe } from '../../domain/step-probe.js';
import { templateNames } from '../../domain/template.js';
import { looksLike } from '../../domain/value-types.js';
import { fillWord } from '../../triage/fill.js';
import type { Types, Values } from '../../triage/values.js';

/**
 * The arguments of a read with their values in place. Throws a FailureError that names the value that is missing or odd,
 * or says what the probe has against it.
 */
export function argumentsOf(
  probe: StepProbe,
  call: ProbeCall,
  values: Values,
  types: Types,
): Readonly<Record<string, ProbeArgument>> {
  const args: Record<string, ProbeArgument> = {};
  for (const [name, given] of Object.entries(call.with)) {
    args[name] = fillArgument(given, (template) => {
      const value = fillWord(template, values, types);
      if (templateNames(template).length > 0) check(probe, name, value);
      return value;
    });
  }
  const objection = probe.check?.(args);
  if (objection) throw fail('malformed', objection);
  return args;
}

const fillArgument = (given: ProbeArgument, fill: (template: string) => string): ProbeArgument => {
  if (typeof given === 'string') return fill(given);
  return typeof given === 'object' ? given.map(fill) : given;
};

/** A value that came from elsewhere must be what the probe expects, too. */
function check(probe: StepProbe, name: string, value: string): void {
  const parameter = probe.parameters[name];
  if (!parameter || parameter.type === 'words' || parameter.type === 'flag') return;
  if (looksLike(parameter.type, value, parameter.choices)) return;
  throw fail('malformed', msg('guide.run.odd-argument', { name, type: parameter.type }));
}

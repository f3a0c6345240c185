import type { Entry } from '../catalogue.js';
import { playbooksForms } from './playbooks-forms.js';
import { playbooksLint } from './playbooks-lint.js';

export const playbooks: Record<string, Entry> = {
  ...playbooksForms,
  ...playbooksLint,
};

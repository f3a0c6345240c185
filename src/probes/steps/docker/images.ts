import type { StepProbe } from '../../../domain/step-probe.js';
import { optional } from '../parameters.js';
import { unready } from '../unready.js';

export const imagesProbe: StepProbe = {
  id: 'images',
  about: 'images on the host, newest first; `in_use`: some container, running or not, was made from it',
  parameters: { repository: optional('text', 'only of this repository; * stands for any characters') },
  fields: ['repository', 'tag', 'id', 'image', 'age_s', 'size_bytes', 'in_use', 'dangling'],
  gives: 'rows',
  read: unready,
};

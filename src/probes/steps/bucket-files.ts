import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { StepProbe } from '../../domain/step-probe.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { textOf } from './arguments.js';
import { runCommand } from './commands/command.js';
import { hostClock, secondsSince } from './live/host-clock.js';
import { optional, required } from './parameters.js';
import { type Row, shown, tableOf } from './seen.js';

/** More than these are not read; names that end with a time come in its order, so that the newest are among the last. */
const most = 1000;

export const bucketFilesProbe: StepProbe = {
  id: 'bucket-files',
  about: `files in a folder of an S3 bucket, newest first, by the host's aws command line and its rights; of more than ${most} only the first`,
  parameters: {
    bucket: required('name', 'its name'),
    prefix: required('word', 'the folder, with / at its end'),
    endpoint: optional('word', "address of another S3 than AWS's own; default: default"),
  },
  fields: ['path', 'name', 'size_bytes', 'age_s', 'newest'],
  gives: 'rows',
  async read(from, args, options) {
    const [bucket, prefix] = [textOf(args, 'bucket') ?? '', textOf(args, 'prefix') ?? ''];
    const endpoint = textOf(args, 'endpoint') ?? 'default';
    const elsewhere = endpoint === 'default' ? [] : ['--endpoint-url', endpoint];
    const where = ['--bucket', bucket, '--prefix', prefix, '--max-items', String(most)];
    const argv = ['aws', ...elsewhere, '--output', 'text', 's3api', 'list-objects-v2', ...where];
    // One file a line: LastModified, Size, Key.
    const query = ['--query', 'Contents[].[LastModified, Size, Key]'];
    const { exit, lines } = await runCommand(from, 'host', [...argv, ...query], options);
    if (exit !== 0) {
      const detail = shown(lines.findLast(({ text }) => text.trim() !== '')?.text ?? '');
      const kind = /NoSuchBucket/.test(detail) ? 'missing' : 'denied';
      throw fail(kind, msg('steps.bucket.unread', { bucket }), { detail });
    }
    const out = lines.flatMap(({ stream, text }) => (stream === 'stdout' ? [text] : []));
    return {
      command: quoteArgv([...argv, ...query]),
      where: 'host',
      lines: [],
      table: tableOf(bucketFilesProbe.fields, filesIn(out, hostClock(from))),
    };
  },
};

/** `None` stands for an empty folder, as the aws command line prints what is null. */
function filesIn(lines: readonly string[], now: number): readonly Row[] {
  const files = lines.flatMap((line) => {
    const [, at = '', size = '', path = ''] = /^(\S+)\s+(\d+)\s+(\S.*)$/.exec(line) ?? [];
    const time = Date.parse(at);
    return path === '' || !Number.isFinite(time) ? [] : [{ time, size: Number(size), path }];
  });
  return files
    .toSorted((a, b) => b.time - a.time)
    .map(({ time, size, path }, i) => ({
      path: shown(path),
      name: shown(path.slice(path.lastIndexOf('/') + 1)),
      size_bytes: size,
      age_s: secondsSince(time, now),
      newest: i === 0,
    }));
}

import { describe, expect, test } from 'vitest';
import { objectionTo } from '../../src/domain/declared-command.js';

const grade = (line: string) => objectionTo(line.split(' '))?.grade;

describe('a declared command', () => {
  test.each([
    '/usr/lib/nagios/plugins/check_disk -w 20% -c 10% /',
    'check_http -H shop.example',
    'bin/check_backup --max-age 25',
    'check_file_age -f /srv/backup.sh',
    'systemctl is-active nginx',
    'docker ps --format {{.Names}}',
    'docker exec api python -m app.health',
    'alembic current',
    'celery report',
    'redis-cli -h set ping',
    'check_queue mail',
    'sudo -n smartctl -H /dev/sda',
    'curl -fsS https://shop.example/health',
  ])('is left to its operator: %s', (line) => expect(grade(line)).toBeUndefined());

  test.each([
    'docker restart api',
    'sudo -n systemctl restart nginx',
    'kubectl delete pod web-1',
    'docker exec api alembic upgrade head',
    'timeout 5 bin/rails db:migrate',
    'docker compose exec web bundle exec rake db:seed',
    'python manage.py migrate',
    'python -m scripts.init_db',
    './init_db.sh',
    'redis-cli -n 1 FLUSHALL',
    'redis-cli PUBLISH channel x',
    'psql -f fix.sql',
    'bin/deploy.sh production',
    'curl -XPOST https://hooks.example/x',
    'dropdb shop',
  ])('changes something, so that it is no check: %s', (line) => expect(grade(line)).toBe('changes'));

  test.each([
    'celery -A app inspect ping',
    'docker exec worker celery -A app status',
    'celery -A app control shutdown',
    'celery -A app purge -f',
    'bin/monitor.sh',
    'bin/monitor',
    '/usr/sbin/sendmail ops@shop.example',
  ])('publishes or mails: %s', (line) => expect(['sends', 'changes']).toContain(grade(line)));

  test('is also read inside the text of a shell', () => {
    expect(objectionTo(['sh', '-c', 'cd /srv && celery -A app inspect ping'])?.grade).toBe('sends');
    expect(objectionTo(['bash', '-lc', 'bin/rails db:migrate; true'])?.grade).toBe('changes');
    expect(objectionTo(['docker', 'exec', 'x', 'sh', '-c', 'echo late | mail ops'])?.grade).toBe('sends');
  });

  test('is no value of the option with which a shell takes it', () => {
    expect(objectionTo(['sh', '-c', 'rm -rf /srv/x'])?.grade).toBe('changes');
    expect(objectionTo(['bash', '-lc', '/opt/shop/monitor.sh'])?.grade).toBe('sends');
    expect(objectionTo(['docker', 'exec', 'api', 'sh', '-c', './init_db.sh'])?.grade).toBe('changes');
    expect(objectionTo(['docker', 'exec', 'cache', 'sh', '-c', 'redis-cli set a b'])?.grade).toBe('changes');
    expect(objectionTo(['sh', '-c', "psql -Atc 'delete from jobs'"])?.grade).toBe('changes');
    expect(objectionTo(['sh', '-c', "psql -Atc 'select created from jobs'"])).toBeUndefined();
  });

  test('may ask a database one question that only reads', () => {
    expect(objectionTo(['psql', '-tAc', 'SELECT count(*) FROM jobs;'])).toBeUndefined();
    expect(objectionTo(['psql', '-c', 'DELETE FROM jobs'])?.grade).toBe('changes');
    expect(objectionTo(['psql', '-c', 'SELECT pg_terminate_backend(1)'])?.grade).toBe('changes');
  });
});

import { describe, expect, test } from 'vitest';
import { changingProgram } from '../../../../src/access/operate/jobs/changing-programs.js';

describe('programs that change a host', () => {
  test.each([
    ['docker compose -f /opt/app/docker-compose.yml --env-file /opt/app/.env up -d --build'],
    ['/usr/libexec/docker/cli-plugins/docker-compose compose up -d', 'docker-compose compose up -d'],
    ['/usr/bin/python3 /usr/bin/docker-compose -p app down', 'docker-compose -p app down'],
    ['docker -H unix:///run/other.sock build -t app .'],
    ['sudo -n docker push registry.example/app', 'docker push registry.example/app'],
    ['docker system prune -af'],
    ['ruby /usr/local/bin/kamal deploy --version=1', 'kamal deploy --version=1'],
    ['pg_dump -Fc app'],
    ['docker exec -i app-db pg_restore -U app -d app'],
    ['docker exec -i app-db psql -v ON_ERROR_STOP=1 app'],
    ['psql --single-transaction -f /backups/app.sql app'],
    ['docker compose exec -T api alembic downgrade -1'],
    ['docker run --rm app bin/rails db:migrate'],
    ['ruby bin/rails db:prepare', 'rails db:prepare'],
    ['/bin/bash -eu /opt/app/bin/backup.sh', 'backup.sh'],
    ['bash restore-db.sh latest', 'restore-db.sh latest'],
    ['nice -n 10 timeout 600 apt-get -y upgrade', 'apt-get -y upgrade'],
    ['dpkg -i app.deb'],
    ['env TF_LOG=info terraform apply -auto-approve', 'terraform apply -auto-approve'],
    ['/usr/bin/python3 /usr/bin/ansible-playbook site.yml', 'ansible-playbook site.yml'],
    ['/usr/bin/python3 /usr/bin/unattended-upgrade', 'unattended-upgrade'],
  ])('%s', (command, program = command) => {
    expect(changingProgram(command)).toBe(program);
  });

  test.each([
    'docker compose ps',
    'docker compose logs -f --tail 100 api',
    'docker exec app-db psql -U app -d app -c SELECT 1',
    'docker exec -it app-db psql -U app',
    'docker logs deploy',
    'docker stats',
    'docker events --filter type=container',
    'alembic current',
    'rails runner Deploy.last',
    'rails db:version',
    'kamal app logs',
    'dpkg -l',
    'apt-get update',
    'terraform plan',
    'psql -XAtq -v ON_ERROR_STOP=1 -U app -d app -c SELECT now()',
    '/usr/bin/python3 /usr/share/unattended-upgrades/unattended-upgrade-shutdown --wait-for-signal',
    'vim /opt/app/bin/deploy.sh',
    'tail -f /var/log/backup.sh.log',
    'dockerd --group docker',
    'postgres: app app [local] idle',
    'sudo',
    '',
  ])('not %s', (command) => {
    expect(changingProgram(command)).toBeUndefined();
  });
});

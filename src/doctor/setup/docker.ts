import { msg } from '../../domain/message.js';
import { proxySocket, type SetupInput, type SetupSection } from './section.js';

/** Three ways to let the login read Docker; only the proxy is less than root. */
export const dockerSections = (input: SetupInput): SetupSection[] => [
  proxy(input),
  sudo(input),
  group(input),
];

function group({ user }: SetupInput): SetupSection {
  return {
    id: 'docker-group',
    title: msg('doctor.setup.group'),
    notes: [msg('doctor.setup.group.root')],
    code: `sudo usermod -aG docker ${user}`,
  };
}

/** What `RequestGuard` of the readers lets through, without its one exec. */
const readable = [
  '_ping',
  'info',
  'version',
  'events',
  'containers/json',
  'containers/[A-Za-z0-9_.-]+/(json|top|stats|logs)',
  'images/[A-Za-z0-9_.:@/-]+/json',
].join('|');

function proxy({ user }: SetupInput): SetupSection {
  const folder = proxySocket.replace(/\/[^/]*$/, '');
  const code = `sudo install -d -m 750 -o root -g ${user} ${folder}
sudo install -d -m 755 /etc/cockpit
sudo tee /etc/cockpit/docker-proxy.conf >/dev/null <<'CONF'
user root;
worker_processes 1;
pid /run/cockpit-docker-proxy.pid;
error_log stderr;
events { worker_connections 512; }
http {
  access_log off;
  server {
    listen unix:${proxySocket};
    keepalive_timeout 1h;
    keepalive_requests 1000000;
    location ~ "^(/v[0-9.]+)?/(${readable})$" {
      limit_except GET { deny all; }
      proxy_pass http://unix:/var/run/docker.sock:;
      proxy_http_version 1.1;
      proxy_set_header Host docker;
      proxy_set_header Connection "";
      proxy_buffering off;
      proxy_read_timeout 1d;
    }
    location / { return 403; }
  }
}
CONF
sudo docker run -d --name cockpit-docker-proxy --restart unless-stopped --network none \\
  -v /var/run/docker.sock:/var/run/docker.sock -v ${folder}:${folder} \\
  -v /etc/cockpit/docker-proxy.conf:/etc/nginx/nginx.conf:ro \\
  nginx:alpine sh -c 'rm -f ${proxySocket}; exec nginx -g "daemon off;"'`;
  return {
    id: 'docker-proxy',
    title: msg('doctor.setup.proxy', { socket: proxySocket }),
    notes: [
      msg('doctor.setup.proxy.reads'),
      msg('doctor.setup.proxy.environment'),
      msg('doctor.setup.proxy.exec'),
    ],
    code,
  };
}

function sudo({ user, sudoersLine }: SetupInput): SetupSection {
  const code = `echo '${sudoersLine.replaceAll("'", `'\\''`)}' | sudo tee /etc/sudoers.d/${user} >/dev/null
sudo chmod 440 /etc/sudoers.d/${user} && sudo visudo -cf /etc/sudoers.d/${user}`;
  return {
    id: 'docker-sudo',
    title: msg('doctor.setup.sudo'),
    notes: [msg('doctor.setup.sudo.root')],
    code,
  };
}

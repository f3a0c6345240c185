import type { Lab } from '../test/lab/lab.js';

/** CPU time that the host has spent since its start, s; children that have ended are counted by their parents. */
export interface HostCpu {
  readonly all: number;
  /** dockerd and containerd. */
  readonly docker: number;
  /** sshd with everything that its sessions ran. */
  readonly sshd: number;
  /** Docker API calls so far. */
  readonly calls: number;
}

const script = `
import os
parents, cost, names = {}, {}, {}
for pid in filter(str.isdigit, os.listdir('/proc')):
    try:
        head, tail = open('/proc/%s/stat' % pid).read().rsplit(') ', 1)
    except OSError:
        continue
    fields = tail.split()
    names[pid], parents[pid] = head.split('(', 1)[1], fields[1]
    cost[pid] = sum(map(int, fields[11:15])) / 100
def below(pid, roots):
    while pid in parents and pid not in roots: pid = parents[pid]
    return pid in roots
args = lambda pid: open('/proc/%s/cmdline' % pid).read()
docker = {p for p in cost if names[p] in ('dockerd', 'containerd')}
sshd = {p for p in cost if 'sshd-accept' in args(p)}
calls = sum('Calling ' in line for line in open('/var/log/dockerd.log', errors='replace'))
print(sum(cost.values()), sum(cost[p] for p in docker), sum(cost[p] for p in cost if below(p, sshd)), calls)
`;

export async function hostCpu(lab: Lab): Promise<HostCpu> {
  const encoded = Buffer.from(script).toString('base64');
  const { stdout, stderr } = await lab.run(`echo ${encoded} | base64 -d | python3 -`);
  const [all, docker, sshd, calls] = stdout.trim().split(' ').map(Number);
  if (all === undefined || docker === undefined || sshd === undefined || calls === undefined) {
    throw new Error(`the host's CPU could not be read: ${stderr}`);
  }
  return { all, docker, sshd, calls };
}

export const minus = (a: HostCpu, b: HostCpu): HostCpu => ({
  all: a.all - b.all,
  docker: a.docker - b.docker,
  sshd: a.sshd - b.sshd,
  calls: a.calls - b.calls,
});

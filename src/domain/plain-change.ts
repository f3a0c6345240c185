const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Programs that are there to change something. */
const changers = words(
  'rm rmdir unlink mv cp dd shred truncate tee touch mkdir ln chmod chown chattr install rsync scp fallocate patch ' +
    'kill pkill killall skill reboot shutdown halt poweroff init telinit apt apt-get dnf yum apk pip npm yarn gem ' +
    'mount umount swapon swapoff sysctl iptables nft ufw modprobe useradd usermod userdel passwd chpasswd at batch',
);
/** Subcommands by which managers of containers, services and sources change something. */
const managers = words(
  'docker docker-compose podman nerdctl kubectl systemctl service rc-service git kamal kamal-proxy',
);
const verbs = words(
  'rm rmi kill stop start restart try-restart reload pause unpause run create update rename prune build push pull load ' +
    'import commit tag cp connect disconnect up down scale apply delete patch edit enable disable mask unmask reset ' +
    'reset-failed clean checkout switch restore merge rebase deploy redeploy rollback boot reboot remove remove-all swarm',
);
const findActions = /^-(?:delete|exec|execdir|ok|okdir|fprint\w*|fls)$/;
const sends =
  /^(?:-X|--request|-d|--data(?:-\w+)?|-F|--form|-T|--upload-file|--post-(?:data|file)|--method)(?:=|$)|^-[XdFT]\S/;

/** The program that changes something, and the word of its command that says so, where it is not the program itself. */
export interface PlainChange {
  readonly program: string;
  readonly word?: string;
}

/** The last part of a path. */
export const baseName = (word: string): string => word.slice(word.lastIndexOf('/') + 1);

/**
 * What plainly changes something, wherever in the command it stands, since programs run others
 * (`timeout 5 docker rm …`, `docker exec x kill …`).
 */
export function plainChange(argv: readonly string[]): PlainChange | undefined {
  const names = argv.map(baseName);
  const program = argv.find(
    (word, at) => changers.has(baseName(word)) && !(argv[at - 1] ?? '').startsWith('-'),
  );
  if (program !== undefined) return { program };
  const manager = names.findIndex((name) => managers.has(name));
  const verb = manager < 0 ? undefined : argv.slice(manager + 1).find((word) => verbs.has(word));
  if (verb !== undefined) return { program: names[manager] ?? '', word: verb };
  const action = names.includes('find') ? argv.find((word) => findActions.test(word)) : undefined;
  if (action !== undefined) return { program: 'find', word: action };
  const web = names.find((name) => name === 'curl' || name === 'wget');
  const sent =
    web === undefined ? undefined : argv.slice(names.indexOf(web) + 1).find((word) => sends.test(word));
  return web === undefined || sent === undefined ? undefined : { program: web, word: sent };
}

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are those of a shell
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { practiceHost } from './practice-host.js';

let machine: ReturnType<typeof practiceHost>;
const sh = (line: string, stdin?: string) => machine.shell(line, stdin);
const out = async (line: string) => (await sh(line)).stdout;

beforeEach(() => {
  machine = practiceHost();
});
afterEach(() => machine.close());

describe('the shell of the practice machine', () => {
  test.each([
    ['a b', 'echo "a  b" c', 'a  b c\n'],
    ['lists', 'false || echo or; true && echo and', 'or\nand\n'],
    ['a default', 'x=; echo "${x:-none} ${y-unset} ${x+set}"', 'none unset set\n'],
    ['cut', 'n=repo/api:1.4; echo "${n##*/} ${n%:*} ${n%%/*} ${#n}"', 'api:1.4 repo/api repo 12\n'],
    ['replaced', 'w=a,b,c; for n in ${w//,/ }; do echo "$n"; done', 'a\nb\nc\n'],
    ['arithmetic', 'n=3; n=$((n * 2 + 1)); echo $n $((n > 6))', '7 1\n'],
    ['arrays', 'k=(--alias "a b"); k+=(x); echo "${#k[@]}"; printf "<%s>" "${k[@]}"', '3\n<--alias><a b><x>'],
    ['substitution', 'echo "$(echo a; echo b)"', 'a\nb\n'],
    ['pipes', 'printf "b\\na\\nb\\n" | sort -u | wc -l', '2\n'],
    ['a case', 'case x.gz in *.dump) echo d ;; *.gz | *.z) echo z ;; esac', 'z\n'],
    ['functions', 'f() { echo "$1-$#"; return 3; }; f a b; echo $?', 'a-2\n3\n'],
    ['a here-document', "x=1; cat <<'A'\n$x\nA\ncat <<B\n$x\nB", '$x\n1\n'],
    ['a here-string', 'while read -r a b; do echo "$b"; done <<<"one two three"', 'two three\n'],
    ['process substitution', 'while read -r l; do echo "<$l>"; done < <(echo x; echo y)', '<x>\n<y>\n'],
    ['tests', '[[ abc == a* && -n "$HOME" ]] && echo yes; [ 2 -gt 10 ] || echo no', 'yes\nno\n'],
    ['redirections', '{ echo out; echo err >&2; } 2>/dev/null', 'out\n'],
    ['descriptors', 'x=$(echo lost >/dev/null; { echo kept >&3; } 3>&1); echo "$x"', 'kept\n'],
    ['files', 'cd /tmp; echo a >f; echo b >>f; tail -n +2 f; wc -c <f', 'b\n4\n'],
    ['sed', "echo 'a=1 b=2' | sed -E 's/([a-z])=([0-9])/\\2\\1/g'", '1a 2b\n'],
    ['awk', "printf 'a b\\nc d\\n' | awk 'NR == 2 { print $2, $1 }'", 'd c\n'],
    [
      'processes by name',
      'pgrep -c -x "crond?"; pgrep -a -f "dockerd -H"; ps -eo comm= | head -n 2',
      '1\n701 /usr/bin/dockerd -H fd://\ninit\ncron\n',
    ],
    ['no process of a name', 'pgrep -x cro || echo none', 'none\n'],
    ['xargs', 'printf "a b" | xargs -n 1 echo x', 'x a\nx b\n'],
    [
      'paths',
      'cd /opt/salon-gbp/deploy && ls *.yml && pwd',
      'docker-compose.prod.yml\n/opt/salon-gbp/deploy\n',
    ],
  ])('knows %s', async (_name, line, expected) => {
    expect(await sh(line)).toEqual({ stdout: expected, stderr: '', code: 0 });
  });

  test('ends at the first failure where it is told to, with its trap, and pipes fail as a whole', async () => {
    const script = "trap 'echo end' EXIT; false | true; echo on; false; echo never";
    expect(await sh(`bash -euo pipefail -c ${JSON.stringify(script)}`)).toMatchObject({
      stdout: 'end\n',
      code: 1,
    });
    expect((await sh('set -u; echo "$nothing"')).code).not.toBe(0);
    expect(await sh('set -e; if false; then :; fi; ! true || false || echo on')).toMatchObject({
      stdout: 'on\n',
    });
  });

  test('does not know what it does not know', async () => {
    expect(await sh('frobnicate --all')).toEqual({
      stdout: '',
      stderr: 'bash: 1: frobnicate: not found\n',
      code: 127,
    });
    expect(await sh('awk \'BEGIN { system("x") }\'')).toMatchObject({ code: 2 });
    expect((await sh('cat /nowhere')).stderr).toBe('cat: /nowhere: No such file or directory\n');
    expect((await sh('echo x >/etc/hostname')).stderr).toContain('Permission denied');
    expect((await sh('if true; then echo')).code).toBe(2);
  });

  test.each([
    ["echo 'abc", 'Unterminated quoted string'],
    ['echo "abc', 'Unterminated quoted string'],
    ['echo `abc', 'EOF in backquote substitution'],
    ['echo $(abc', 'end of file unexpected (expecting ")")'],
    ['if true; then echo', 'end of file unexpected (expecting "fi")'],
    ['ls |', 'end of file unexpected'],
    ['echo )', '")" unexpected'],
    ['| ls', '"|" unexpected'],
  ])('%s is refused in the words of dash', async (line, words) => {
    expect(await sh(line)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `bash: 1: Syntax error: ${words}\n`,
    });
  });
});

describe('files of the practice machine', () => {
  const envFile = '/opt/salon-gbp/.env';

  test('the environment file is corrected as on a host', async () => {
    await sh(`sed -i 's/:practice@/:wrong@/' ${envFile}`);
    expect(await out(`grep -c ':wrong@' ${envFile}`)).toBe('1\n');
    await sh(`echo 'NEW_ONE=1' >>${envFile}`);
    expect(await out(`tail -n 1 ${envFile}`)).toBe('NEW_ONE=1\n');
    expect(machine.system.deeds.map(({ command }) => command)).toEqual([
      `sed -i '…' ${envFile}`,
      `… >> ${envFile}`,
    ]);
  });

  test('the passwords of the environment file are compared as the tree does', async () => {
    const expression =
      '(?ms)^POSTGRES_PASSWORD=["\']?([^"\'\\r\\n]+)["\']?\\r?$.*^DATABASE_URL=["\']?[\\w+]+://[^:\\n]*:\\1@|^DATABASE_URL=["\']?[\\w+]+://[^:\\n]*:([^@\\n]+)@.*^POSTGRES_PASSWORD=["\']?\\2["\']?\\r?$';
    const quoted = `'${expression.replaceAll("'", "'\\''")}'`;
    expect(await sh(`grep -c -Pz ${quoted} ${envFile}`)).toMatchObject({ stdout: '1\n', code: 0 });
    await sh(`sed -i 's/:practice@/:wrong@/' ${envFile}`);
    expect(await sh(`grep -c -Pz ${quoted} ${envFile}`)).toMatchObject({ stdout: '0\n', code: 1 });
  });

  test('a file that fills the disk is found, removed, and its space is free again', async () => {
    const { system } = machine;
    const { fillDisk } = await import('../../src/drill/system/disk.js');
    fillDisk(system, '/opt/salon-gbp/exports/old.dump', 96);
    const percent = async () => Number(/(\d+)%/.exec(await out('df -P /'))?.[1]);
    expect(await percent()).toBe(96);
    expect(await out("find / -xdev -type f -size +2G -printf 'huge: %s %p\\n'")).toMatch(
      /^huge: \d{10,} \/opt\/salon-gbp\/exports\/old\.dump\n$/,
    );
    expect((await sh('rm -- /opt/salon-gbp/exports/old.dump')).code).toBe(0);
    expect(await percent()).toBeLessThan(50);
    expect(system.deeds.at(-1)).toMatchObject({ ok: true, harm: 'none' });
  });

  test('the last backup that is removed is a loss', async () => {
    await sh('rm /opt/salon-gbp/backup_*.sql.gz');
    expect(machine.system.deeds.map(({ harm }) => harm).at(-1)).toBe('data');
  });

  test('a backup is whole, and a cut one is not', async () => {
    expect(await sh('gzip -t /opt/salon-gbp/backup_*.sql.gz')).toMatchObject({ code: 0 });
    const newest = (await out('ls -t /opt/salon-gbp')).split('\n').find((name) => name.startsWith('backup_'));
    expect(await out(`zgrep -a -c 'database dump complete' /opt/salon-gbp/${newest}`)).toBe('1\n');
    expect(Number(await out(`wc -c </opt/salon-gbp/${newest}`))).toBeGreaterThan(40_000_000);
    await sh(`truncate -s 0 /opt/salon-gbp/${newest}`);
    expect((await sh(`gzip -t /opt/salon-gbp/${newest}`)).code).toBe(1);
  });
});

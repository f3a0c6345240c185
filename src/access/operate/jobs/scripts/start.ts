import { common, folder } from './common.js';

/**
 * Runs on after everything that started it is gone: `$0` is its file in the folder of the run, then who and what, `--`
 * and the command. It claims the job before anything of the command begins, and its end is the name of a file, which is
 * told also when the disk is full. The files are on the disk before the command begins: a host that crashes must not
 * forget that it did.
 */
const runner = `
main() {
  run=\${0%/*}
  job=\${run%/*}
  shift 3
  trap '' HUP PIPE
  this_boot
  process $$
  began=$(date +%s)
  : >"$run/ending"
  # A claim without its words would say that nothing began.
  if ! printf 'run %s %s %s %s %s %s\\n' $$ "\${born:--}" "$boot_now" "$(uname -n)" "$began" "\${run##*/}" >"$run/claim"; then
    printf 'refused folder %s\\n' "$job" >&3
    exit 0
  fi
  if ! ln "$run/claim" "$job/claim"; then
    if [ -e "$job/claim" ]; then printf 'taken\\n' >&3; else printf 'refused folder %s\\n' "$job" >&3; fi
    exit 0
  fi
  sync "$job/claim" "$run/note" "$run" "$job" "\${job%/*}" 2>/dev/null || sync
  printf 'started\\n' 2>/dev/null >&3
  exec 3>&- 4<&0
  rm -f "$run/in"
  trap - PIPE
  told= child=
  trap 'told=1; [ -z "$child" ] || kill "$child"' TERM
  (umask "$mask"; exec "$@" 4<&-) <&4 &
  child=$!
  [ -z "$told" ] || kill "$child"
  exec 4<&-
  wait "$child"
  status=$?
  # A trap ends a wait before the command does; 127 is what a second wait says of a command that has ended.
  while [ -n "$told" ]; do
    told=
    wait "$child"
    again=$?
    [ "$again" -eq 127 ] || status=$again
  done
  tries=0
  until mv "$run/ending" "$run/exit-$status-$(date +%s)"; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || break
    sleep 1
  done
  sync "$run" 2>/dev/null || sync
}
main "$@"
exit
`.trim();

/**
 * Arguments: id, who, what, then the command. Its input is the size of the command's, a note of one line, and the
 * command's. Only when all of it has come does the runner begin, in a session of its own, and the answer is its own:
 * `started`, or `taken` where the job has begun or may not begin any more. `refused` with a reason and a path: nothing
 * was begun. Without an answer nobody knows.
 */
export const startScript = `
id=$1 who=$2 what=$3
shift 3
mask=$(umask)
umask 077
${common}
${folder}
kept_by_logind() {
  grep -q 'session-[^/]*[.]scope' /proc/self/cgroup 2>/dev/null || return 0
  command -v busctl >/dev/null 2>&1 || return 0
  login() { busctl --timeout=3 get-property org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager "$1" 2>/dev/null; }
  [ "$(login KillUserProcesses)" = 'b true' ] || return 0
  case $(login KillExcludeUsers) in *"\\"$(id -un)\\""*) return 0 ;; esac
  return 1
}
kept_by_logind || refuse logind "$(id -un)"
in_own_session() {
  if command -v setsid >/dev/null 2>&1; then
    exec setsid "$@"
  elif command -v perl >/dev/null 2>&1; then
    exec perl -MPOSIX=setsid -e 'setsid(); exec { $ARGV[0] } @ARGV' "$@"
  elif command -v python3 >/dev/null 2>&1; then
    exec python3 -c 'import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])' "$@"
  else
    exec "$@"
  fi
}
job=$jobs/$id
make "$job"
run=$job/r$$
mkdir "$run" || refuse folder "$job"
drop() { rm -rf "$run"; refuse "$1" "$job"; }
read -r size && IFS= read -r note || drop input
printf '%s\\n' "$note" >"$run/note" && cat >"$run/in" || drop folder
[ "$size" -eq $(($(wc -c <"$run/in"))) ] || drop input
{
  printf 'mask=%s\\n' "$mask"
  cat <<'RUNNER'
${common}
${runner}
RUNNER
} >"$run/cockpit-job" || drop folder
answer=$(in_own_session sh "$run/cockpit-job" "$who" "$what" -- "$@" 3>&1 <"$run/in" >>"$run/output" 2>&1 &)
case $answer in
  started) ;;
  taken | refused*) rm -rf "$run" ;;
  *) [ -e "$job/claim" ] || drop folder ;;
esac
printf '%s\\n' "$answer"
`.trim();

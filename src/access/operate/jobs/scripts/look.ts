import { common, folder } from './common.js';

/** Prints `job <size of the output> <began, s> <state>`; a look at a job. */
const tell = `
tell() {
  size=0
  [ -z "$run" ] || size=$(($(wc -c <"$run/output")))
  printf 'job %s %s %s\\n' "$size" "$at" "$now"
}
`.trim();

/** Arguments: id, bytes to leave out, bytes at most. Prints what `tell` does, then that part of the output; `none` where there is no such job. */
export const readScript = `
${common}
${tell}
find_job "$1" || { echo none; exit 0; }
look "$job"
tell
[ -z "$run" ] || tail -c "+$(($2 + 1))" "$run/output" | head -c "$3"
`.trim();

/** Argument: id. Takes the place of a job that did not begin; prints its state as `tell` does, `refused` where it can't. */
export const settleScript = `
umask 077
${common}
${tell}
${folder}
find_job "$1" || {
  job=$jobs/$1
  make "$job"
  echo void >"$job/void.$$" || refuse folder "$job"
  ln "$job/void.$$" "$job/claim" 2>/dev/null
  rm -f "$job/void.$$"
  [ -e "$job/claim" ] || refuse folder "$job"
  sync "$job/claim" "$job" "$jobs" 2>/dev/null || sync
}
look "$job"
tell
`.trim();

/** Argument: id. A folder of which it is not certain that the job ended, or that it can't begin any more, stays. */
export const forgetScript = `
${common}
find_job "$1" || exit 0
look "$job"
case $now in ended* | broken) rm -rf "$job" ;; esac
`.trim();

/** Removes what ended more than a week ago. */
export const sweepScript = `
${common}
today=$(date +%s)
for base in "$HOME/.cockpit" "$aside"; do
  mine "$base" || continue
  for job in "$base"/jobs/*-*-*-*-*; do
    mine "$job" || continue
    look "$job"
    case $now in
      running) continue ;;
      ended*) [ $((today - \${now##* })) -gt 604800 ] || continue ;;
      *) [ -n "$(find "$job" -prune -mtime +7)" ] || continue ;;
    esac
    rm -rf "$job"
  done
done
`.trim();

/**
 * Two lines for each job of this machine, `job <id> <pid> <began, s> <state>` and its note; then `processes`, with
 * `timed` where they tell for how long they run, and the list of them: pid, parent, session, user, time, command.
 */
export const listScript = `
${common}
this_boot
for base in "$HOME/.cockpit" "$aside"; do
  mine "$base" || continue
  for job in "$base"/jobs/*-*-*-*-*; do
    mine "$job" || continue
    look "$job"
    [ -n "$run" ] || continue
    # A home can be shared by several machines.
    [ "$boot" = "$boot_now" ] || [ "$machine" = "$(uname -n)" ] || continue
    note=
    read -r note <"$run/note" 2>/dev/null
    printf 'job %s %s %s %s\\n%s\\n' "\${job##*/}" "$pid" "$at" "$now" "$note"
  done
done
unset COLUMNS
# Words may be as long as 128 KiB each, and anybody's: the answer must not grow with them.
shown() { printf '%s\\n' "processes\${1:+ $1}"; printf '%s\\n' "$list" | cut -c 1-2000; exit 0; }
for columns in pid=,ppid=,sid=,user:32=,etime=,args= pid,ppid,sid,user,etime,args; do
  list=$(ps -eo "$columns" 2>/dev/null) || continue
  shown timed
done
list=$(ps -Ao pid=,ppid=,pgid=,user=,etime=,args= 2>/dev/null) && shown timed
list=$(ps -o pid,ppid,sid,user,args)
shown
`.trim();

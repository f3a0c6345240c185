/**
 * Functions that all scripts of jobs begin with; they run under any POSIX sh (dash, bash, busybox ash).
 *
 * `jobs/<id>/claim` tells what became of a job and is made once, by link(2): one line, either `void` or
 * `run <pid> <start of pid> <boot> <machine> <began, s> <folder of the run>`.
 */
export const common = `
mine() { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]; }
aside=/var/tmp/cockpit-$(id -u)
this_boot() {
  boot_now=-
  if [ -r /proc/sys/kernel/random/boot_id ]; then read -r boot_now </proc/sys/kernel/random/boot_id; fi
}
process() {
  born= session=
  if [ -e /proc/self/stat ]; then
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
    set -- \${stat##*) }
    case $1 in Z | X) return 0 ;; esac
    session=$4 born=\${20}
  else
    born=$(ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' _)
  fi
}
alive() {
  this_boot
  [ "$boot" = "$boot_now" ] || return 1
  process "$pid"
  [ "$born" = "$start" ] && return 0
  # While a session has members its number is given to no other process.
  [ -z "$born" ] || return 1
  for other in /proc/[0-9]*; do
    process "\${other#/proc/}"
    [ "$session" != "$pid" ] || return 0
  done
  return 1
}
ended() {
  for end in "$run"/exit-*; do
    [ -e "$end" ] || return 1
    end=\${end##*/exit-}
    now="ended \${end%-*} \${end#*-}"
    return 0
  done
}
look() {
  now=none run= at=0
  [ -e "$1/claim" ] || return 0
  now=void
  read -r kind pid start boot machine at folder <"$1/claim"
  [ "$kind" = run ] || { at=0; return 0; }
  run=$1/$folder
  ended && return 0
  if alive; then now=running; else ended || now=broken; fi
}
find_job() {
  for base in "$HOME/.cockpit" "$aside"; do
    job=$base/jobs/$1
    if mine "$base" && [ -e "$job/claim" ]; then return 0; fi
  done
  job=
  return 1
}
`.trim();

/** Makes the folder of all jobs as `$jobs`, or ends with `refused`: it must belong to this login alone. */
export const folder = `
refuse() { printf 'refused %s %s\\n' "$1" "$2"; exit 0; }
make() {
  mkdir -m 700 "$1" 2>/dev/null
  mine "$1" && chmod 700 "$1" || refuse folder "$1"
}
if [ -d "$HOME" ] && [ -w "$HOME" ]; then base=$HOME/.cockpit; else base=$aside; fi
make "$base"
jobs=$base/jobs
make "$jobs"
`.trim();

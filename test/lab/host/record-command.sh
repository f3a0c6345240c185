# Read by bash at the start of an ssh session: appends "time user command" to the host's command log.
if [ -n "${SSH_CONNECTION:-}" ] && [ -n "${BASH_EXECUTION_STRING:-}" ]; then
  printf '%(%Y-%m-%dT%H:%M:%S)T %s %q\n' -1 "${USER:-?}" "$BASH_EXECUTION_STRING" >>/var/log/ssh-commands.log
fi

# What the faults of the psyfit system are made of.
SITE=/var/www/psyfit

evidence() {
  docker ps -a --format '{{.Names}}: {{.Status}}'
}

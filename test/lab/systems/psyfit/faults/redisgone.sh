description="redis has no container any more: an accessory reboot broke off after its second step"
inject() { docker rm -f psyfit-redis; }
undo() { docker inspect psyfit-redis >/dev/null 2>&1 || bash /lab/systems/psyfit/accessory.sh redis run; }
seen() { ! docker inspect psyfit-redis >/dev/null 2>&1; }

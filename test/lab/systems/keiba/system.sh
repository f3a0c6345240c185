# What is specific to this system; read on the machine and inside the lab host.
SYSTEM_NUMBER=3
SYSTEM_DOMAIN=keiba.example
SYSTEM_HEALTH_PATH=/api/health
SYSTEM_DISK=6G
# Served by the stand-ins on the host itself: the load balancer and the database of AWS, the site that is scraped,
# the push service of a browser.
SYSTEM_ALIASES='production-keiba-alb.example production-keiba-db.example race.netkeiba.example push.example'

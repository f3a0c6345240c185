# What is specific to this system; read on the machine and inside the lab host.
SYSTEM_NUMBER=2
SYSTEM_DOMAIN=psyfit.example
SYSTEM_HEALTH_PATH=/api/v1/health
SYSTEM_DISK=6G

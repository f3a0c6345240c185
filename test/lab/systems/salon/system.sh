# What is specific to this system; read on the machine and inside the lab host.
SYSTEM_NUMBER=1
SYSTEM_DOMAIN=salon-gbp.example
SYSTEM_HEALTH_PATH=/api/health
SYSTEM_DISK=6G

import os

import psycopg2

# Active Record writes UTC into columns without a time zone.
NOW = "(clock_timestamp() at time zone 'UTC')"


def connect(name):
    connection = psycopg2.connect(os.environ["DATABASE_URL"], connect_timeout=3, application_name=name)
    connection.autocommit = True
    return connection

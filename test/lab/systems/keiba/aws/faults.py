"""Which faults are switched on: the names of the files in /run/lab/aws/faults."""
import os

FOLDER = "/run/lab/aws/faults"
RESET = "/run/lab/aws/reset"

# Faults that are a bad release: revision 43 of the backend, deployed by somebody, and what is wrong with it.
BAD_RELEASES = {"ecscrash": "crash", "ecsoom": "oom", "ecsimage": "image", "ecsunhealthy": "unhealthy", "badrelease": "500"}


def switched_on():
    try:
        return set(os.listdir(FOLDER))
    except FileNotFoundError:
        return set()


def switch(name, on):
    """What somebody does in the account may be the fault itself, or its repair."""
    path = os.path.join(FOLDER, name)
    if on:
        os.makedirs(FOLDER, exist_ok=True)
        open(path, "w").close()
    elif os.path.exists(path):
        os.unlink(path)


def take_reset():
    """Whether somebody has asked for a world as new."""
    try:
        os.unlink(RESET)
        return True
    except FileNotFoundError:
        return False

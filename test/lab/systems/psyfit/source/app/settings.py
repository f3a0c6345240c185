"""The environment, checked the way Rails finds out at boot."""
import hashlib
import hmac
import os
import sys

REQUIRED = ("SECRET_KEY_BASE", "ATTR_ENCRYPTED_KEY", "BLIND_INDEX_KEY", "DATABASE_URL")
CREDENTIALS = "/rails/config/credentials.yml.enc"


def seal(key, payload):
    return hmac.new(key.encode(), payload.encode(), hashlib.sha256).hexdigest()[:32]


def check():
    """Ends the process when the application could not run."""
    with open(CREDENTIALS, encoding="ascii") as file:
        payload, tag = file.read().strip().split("--")
    if not hmac.compare_digest(seal(os.environ.get("RAILS_MASTER_KEY", ""), payload), tag):
        stop("OpenSSL::Cipher::CipherError", "AEAD authentication tag verification failed",
             "activesupport-7.1.3/lib/active_support/encrypted_file.rb:71:in `read'")
    for name in REQUIRED:
        if not os.environ.get(name):
            stop("RuntimeError", f"{name} environment variable must be set",
                 "/rails/config/initializers/encryption.rb:4:in `<main>'")


def stop(kind, message, where):
    print(f"! Unable to load application: {kind}: {message}", flush=True)
    print(f"bundler: failed to load command: puma\n{where}: {message} ({kind})", file=sys.stderr, flush=True)
    sys.exit(1)

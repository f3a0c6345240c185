"""Prints a new VAPID key pair (P-256, raw, base64url without padding) as the environment variables that hold it."""
import base64

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def text(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


key = ec.generate_private_key(ec.SECP256R1())
print("NOTIFICATION_VAPID_PUBLIC_KEY=" + text(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)))
print("NOTIFICATION_VAPID_PRIVATE_KEY=" + text(key.private_numbers().private_value.to_bytes(32, "big")))
print("NOTIFICATION_VAPID_SUBJECT=mailto:admin@keiba.example")

"""Whether a request is signed (Signature Version 4) by the one key that this account has."""
import hashlib
import hmac
import re
from urllib.parse import parse_qsl, quote, urlsplit

from protocol import AwsError

ACCOUNT = "123456789012"
USER = f"arn:aws:iam::{ACCOUNT}:user/cockpit"
KEYS = {"AKIALABCOCKPITEXAMPL": "lab-secret-access-key"}


def signed_for(headers):
    """The service and region that a request is meant for."""
    found = re.search(r"Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request", headers.get("Authorization", ""))
    if not found:
        return None
    return {"key": found[1], "day": found[2], "region": found[3], "service": found[4]}


def require_signature(scope, method, target, headers, body):
    json = scope["service"] in ("ecs", "logs")
    if scope["key"] not in KEYS:
        message = "The security token included in the request is invalid."
        raise AwsError("UnrecognizedClientException" if json else "InvalidClientTokenId", message, 400 if json else 403)
    given = re.search(r"Signature=([0-9a-f]{64})", headers["Authorization"])
    if not given or not hmac.compare_digest(given[1], signature(scope, method, target, headers, body)):
        message = (
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
            "Access Key and signing method. Consult the service documentation for details."
        )
        raise AwsError("InvalidSignatureException" if json else "SignatureDoesNotMatch", message, 400 if json else 403)


def signature(scope, method, target, headers, body):
    names = re.search(r"SignedHeaders=([^,\s]+)", headers["Authorization"])[1]
    url = urlsplit(target)
    query = "&".join(f"{quote(key, safe='-_.~')}={quote(value, safe='-_.~')}" for key, value in sorted(parse_qsl(url.query, True)))
    lines = [f"{name}:{' '.join(headers.get(name, '').split())}\n" for name in names.split(";")]
    request = "\n".join([method, url.path or "/", query, "".join(lines), names, hashlib.sha256(body).hexdigest()])
    path = f"{scope['day']}/{scope['region']}/{scope['service']}/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", headers["X-Amz-Date"], path, hashlib.sha256(request.encode()).hexdigest()])
    key = f"AWS4{KEYS[scope['key']]}".encode()
    for part in path.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

"""AWS STS: who the key belongs to."""
from protocol import AwsError
from signature import ACCOUNT, USER


def answer(world, name, given):
    if name != "GetCallerIdentity":
        raise AwsError("InvalidAction", f"the lab's STS has no {name}")
    return {"UserId": "AIDALABCOCKPITEXAMPL", "Account": ACCOUNT, "Arn": USER}

"""What things are called in this account."""
from signature import ACCOUNT

REGION = "ap-northeast-1"
CLUSTER = "production-keiba-cluster"
BALANCER = "app/production-keiba-alb/50dc6c495c0c9188"
DATABASE = "production-keiba-db"
REPOSITORY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"


def arn(service, rest):
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}"


def short(text):
    """A name out of a name or an ARN."""
    return text.split("/")[-1]


CLUSTER_ARN = arn("ecs", f"cluster/{CLUSTER}")
BALANCER_ARN = arn("elasticloadbalancing", f"loadbalancer/{BALANCER}")


def target_group(service):
    return f"targetgroup/{service}/73e2d6bc24d8a067"

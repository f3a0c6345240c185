"""Elastic Load Balancing: one load balancer, a target group for each service, and the health of its targets."""
from definitions import PORTS
from names import BALANCER, BALANCER_ARN
from protocol import AwsError


def answer(world, name, given):
    if name not in OPERATIONS:
        raise AwsError("InvalidAction", f"the lab's Elastic Load Balancing has no {name}")
    return OPERATIONS[name](world, given)


def load_balancers(world, given):
    return {
        "LoadBalancers": [
            {
                "LoadBalancerArn": BALANCER_ARN,
                "DNSName": "production-keiba-alb.example",
                "LoadBalancerName": BALANCER.split("/")[1],
                "Scheme": "internet-facing",
                "State": {"Code": "active"},
                "Type": "application",
            }
        ]
    }


def target_groups(world, given):
    return {
        "TargetGroups": [
            {
                "TargetGroupArn": service.group,
                "TargetGroupName": service.name,
                "Protocol": "HTTP",
                "Port": PORTS[service.part],
                "HealthCheckPath": "/api/health" if service.part == "backend" else "/",
                "LoadBalancerArns": [BALANCER_ARN],
                "TargetType": "ip",
            }
            for service in world.services.values()
        ]
    }


def target_health(world, given):
    service = next((one for one in world.services.values() if one.group == given["TargetGroupArn"]), None)
    if not service:
        raise AwsError("TargetGroupNotFound", "One or more target groups not found")
    return {
        "TargetHealthDescriptions": [
            {
                "Target": {"Id": f"10.0.1.{4 + int(task.id[:4], 16) % 240}", "Port": PORTS[service.part]},
                "HealthCheckPort": str(PORTS[service.part]),
                "TargetHealth": health(task),
            }
            for task in service.running()
        ]
    }


def health(task):
    if task.healthy:
        return {"State": "healthy"}
    if task.wrong == "unhealthy":
        return {
            "State": "unhealthy",
            "Reason": "Target.ResponseCodeMismatch",
            "Description": "Health checks failed with these codes: [404]",
        }
    return {"State": "initial", "Reason": "Elb.RegistrationInProgress", "Description": "Target registration is in progress"}


OPERATIONS = {
    "DescribeLoadBalancers": load_balancers,
    "DescribeTargetGroups": target_groups,
    "DescribeTargetHealth": target_health,
}

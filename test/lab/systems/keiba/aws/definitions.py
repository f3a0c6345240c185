"""Task definitions: their revisions, and what is wrong with some of them."""
import time

from names import ACCOUNT, REGION, REPOSITORY, arn

DAY = 86400
IMAGES = {40: "main-7c1d0aa", 41: "main-9e42b1f", 42: "main-abc1234", 43: "main-f00d5e7"}
PORTS = {"backend": 8000, "frontend": 80}


class Definitions:
    def __init__(self):
        now = time.time()
        self.registered = {}
        for part in PORTS:
            for age, revision in ((30, 40), (16, 41), (6, 42)):
                self.add(part, revision, now - age * DAY)

    def add(self, part, revision, at, wrong=None, containers=None):
        family = f"production-keiba-{part}"
        one = {"family": family, "part": part, "revision": revision, "at": at, "wrong": wrong, "containers": containers}
        self.registered[f"{family}:{revision}"] = one
        return one

    def find(self, name):
        """One by ARN, "family:revision" or family (its newest); None when there is none."""
        name = name.split("/")[-1]
        if ":" in name:
            return self.registered.get(name)
        revisions = [one for one in self.registered.values() if one["family"] == name]
        return max(revisions, key=lambda one: one["revision"], default=None)

    def wrong(self, name):
        return self.registered[name]["wrong"]


def arn_of(name):
    return arn("ecs", f"task-definition/{name}")


def image_of(one):
    if one["containers"]:
        own = [container for container in one["containers"] if container["name"] == one["part"]]
        return (own or one["containers"])[0]["image"]
    return f"{REPOSITORY}/keiba-{one['part']}:{IMAGES[one['revision']]}"


def describe(one):
    """As DescribeTaskDefinition answers."""
    part, name = one["part"], f"{one['family']}:{one['revision']}"
    memory = 128 if one["wrong"] == "oom" else 1024
    return {
        "taskDefinitionArn": arn_of(name),
        "family": one["family"],
        "revision": one["revision"],
        "status": "ACTIVE",
        "taskRoleArn": f"arn:aws:iam::{ACCOUNT}:role/production-keiba-task",
        "executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/production-keiba-execution",
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "compatibilities": ["EC2", "FARGATE"],
        "cpu": "512",
        "memory": "1024",
        "volumes": [],
        "placementConstraints": [],
        "registeredAt": one["at"],
        "registeredBy": f"arn:aws:sts::{ACCOUNT}:assumed-role/github-actions/deploy-production",
        "containerDefinitions": one["containers"]
        or [
            {
                "name": part,
                "image": image_of(one),
                "cpu": 0,
                "memory": memory,
                "essential": True,
                "portMappings": [{"containerPort": PORTS[part], "hostPort": PORTS[part], "protocol": "tcp"}],
                "environment": [
                    {"name": "LOG_LEVEL", "value": "INFO"},
                    {"name": "NOTIFICATION_VAPID_PRIVATE_KEY", "value": "lab-vapid-private-key-that-nobody-may-see"},
                ],
                "secrets": []
                if one["wrong"] == "crash"
                else [{"name": "DATABASE_URL", "valueFrom": arn("secretsmanager", "secret:production-keiba/database-url")}],
                "mountPoints": [],
                "volumesFrom": [],
                "logConfiguration": {
                    "logDriver": "awslogs",
                    "options": {
                        "awslogs-group": f"/ecs/{one['family']}",
                        "awslogs-region": REGION,
                        "awslogs-stream-prefix": "ecs",
                    },
                },
            }
        ],
    }

"""How ECS keeps a service: tasks that come and go, deployments that replace them, events that tell of it.

The service's deployment configuration is 50 % / 100 %: of two tasks one is stopped before its successor starts. The
circuit breaker gives a deployment up after three tasks (AWS's own threshold) and leaves it FAILED, as it does without
`rollback`. What takes minutes in AWS takes seconds.
"""
import math
import time
import uuid

from definitions import PORTS, image_of
from names import arn, target_group

PENDING_AT, RUNNING_AT, HEALTHY_AT, EXITS_AT, UNHEALTHY_AT = 0.1, 0.5, 1.0, 1.5, 2.0
GIVE_UP_AFTER = 3
KEEP_STOPPED_SECONDS = 3600


def number():
    return f"ecs-svc/{uuid.uuid4().int % 10**19:019d}"


class Task:
    def __init__(self, service, deployment, born):
        self.id, self.service, self.deployment = uuid.uuid4().hex, service, deployment
        self.definition, self.born = deployment.definition, born
        self.stopped_at = self.code = self.reason = self.exit_code = self.container_reason = None

    def age(self):
        return time.time() - self.born

    @property
    def status(self):
        if self.stopped_at:
            return "STOPPED"
        age = self.age()
        if self.wrong == "image":
            return "PROVISIONING" if age < PENDING_AT else "PENDING"
        return "PROVISIONING" if age < PENDING_AT else "PENDING" if age < RUNNING_AT else "RUNNING"

    @property
    def wrong(self):
        return self.service.definitions.wrong(self.definition)

    @property
    def healthy(self):
        return self.status == "RUNNING" and self.age() >= HEALTHY_AT and self.wrong in (None, "500")

    def stop(self, code, reason, exit_code=None, container_reason=None):
        self.stopped_at, self.code, self.reason = time.time(), code, reason
        self.exit_code, self.container_reason = exit_code, container_reason


class Deployment:
    def __init__(self, definition, at, rollout="IN_PROGRESS"):
        self.id, self.definition, self.created, self.updated = number(), definition, at, at
        self.status, self.rollout, self.failed = "PRIMARY", rollout, 0
        self.reason = f"ECS deployment {self.id} {'completed' if rollout == 'COMPLETED' else 'in progress'}."

    def settle(self, rollout, reason):
        self.rollout, self.reason, self.updated = rollout, reason, time.time()


class Service:
    def __init__(self, part, definitions, desired=2):
        self.part, self.name, self.definitions, self.desired = part, f"production-keiba-{part}", definitions, desired
        self.created = time.time() - 200 * 86400
        since = time.time() - 6 * 86400
        self.deployments = [Deployment(f"{self.name}:42", since, "COMPLETED")]
        self.tasks = [Task(self, self.deployments[0], since) for _ in range(desired)]
        self.events, self.steady = [], True
        for hours in (12, 6, 1):
            self.tell("has reached a steady state.", time.time() - hours * 3600)

    @property
    def primary(self):
        return self.deployments[0]

    @property
    def group(self):
        return arn("elasticloadbalancing", target_group(self.name))

    def live(self, deployment=None):
        return [task for task in self.tasks if not task.stopped_at and deployment in (None, task.deployment)]

    def running(self, deployment=None):
        return [task for task in self.live(deployment) if task.status == "RUNNING"]

    def tell(self, text, at=None):
        self.events.insert(0, {"id": str(uuid.uuid4()), "createdAt": at or time.time(), "message": f"(service {self.name}) {text}"})
        del self.events[100:]

    def deploy(self, definition):
        for one in self.deployments:
            one.status = "ACTIVE"
        self.deployments.insert(0, Deployment(definition, time.time()))
        self.steady = False

    def scale(self, desired):
        self.desired, self.steady = desired, False

    def step(self):
        for task in self.live():
            self.let_fail(task)
        self.tasks = [one for one in self.tasks if not one.stopped_at or time.time() - one.stopped_at < KEEP_STOPPED_SECONDS]
        old = [task for task in self.live() if task.deployment is not self.primary]
        new = self.live(self.primary)
        if self.primary.rollout != "FAILED":
            self.replace(old, new)
        self.deployments = [one for one in self.deployments if one is self.primary or self.live(one)]
        self.finish()

    def replace(self, old, new):
        healthy = [task for task in self.live() if task.healthy]
        for task in old:
            # Whatever does not serve may go at once, the others one at a time.
            if not task.healthy or len(healthy) > math.ceil(self.desired / 2):
                self.end(task, "ServiceSchedulerInitiated", f"Scaling activity initiated by (deployment {self.primary.id})")
                return
        for task in new[self.desired :]:
            self.end(task, "ServiceSchedulerInitiated", f"Scaling activity initiated by (deployment {self.primary.id})")
        if len(new) < self.desired and len(self.live()) < self.desired:
            task = Task(self, self.primary, time.time())
            self.tasks.append(task)
            self.tell(f"has started 1 tasks: (task {task.id}).")

    def end(self, task, code, reason):
        task.stop(code, reason, exit_code=0)
        self.tell(f"has stopped 1 running tasks: (task {task.id}).")

    def let_fail(self, task):
        age, wrong = task.age(), task.wrong
        if wrong == "image" and age >= EXITS_AT:
            image = image_of(self.definitions.find(task.definition))
            task.stop(
                "TaskFailedToStart",
                f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {image}: {image}: not found",
            )
        elif wrong == "crash" and age >= EXITS_AT:
            task.stop("EssentialContainerExited", "Essential container in task exited", 1)
        elif wrong == "oom" and age >= EXITS_AT:
            killed = "OutOfMemoryError: Container killed due to memory usage"
            task.stop("EssentialContainerExited", "Essential container in task exited", 137, killed)
        elif wrong == "unhealthy" and age >= UNHEALTHY_AT:
            self.tell(
                f"(port {PORTS[self.part]}) is unhealthy in (target-group {self.group}) due to (reason Health checks failed with these codes: [404])."
            )
            task.stop("ServiceSchedulerInitiated", f"Task failed ELB health checks in (target-group {self.group})", 0)
        else:
            return
        task.deployment.failed += 1
        if task.deployment is not self.primary or self.primary.rollout != "IN_PROGRESS":
            return
        if self.primary.failed >= GIVE_UP_AFTER:
            self.primary.settle("FAILED", "ECS deployment circuit breaker: tasks failed to start.")
            self.tell(f"(deployment {self.primary.id}) deployment failed: tasks failed to start.")
        else:
            self.tell("is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.")

    def finish(self):
        if self.steady or self.primary.rollout == "FAILED":
            return
        live = self.live()
        if len(live) == self.desired and all(task.healthy and task.deployment is self.primary for task in live):
            if self.primary.rollout == "IN_PROGRESS":
                self.primary.settle("COMPLETED", f"ECS deployment {self.primary.id} completed.")
                self.tell(f"(deployment {self.primary.id}) deployment completed.")
            self.tell("has reached a steady state.")
            self.steady = True

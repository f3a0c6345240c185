"""Amazon ECS: what the aws command line asks of it for a cluster with two services."""
import time

from definitions import PORTS, arn_of, describe, image_of
from names import CLUSTER, CLUSTER_ARN, arn, short
from protocol import AwsError
from services import RUNNING_AT


def answer(world, name, given):
    if name not in OPERATIONS:
        raise AwsError("UnsupportedFeatureException", f"the lab's ECS has no {name}")
    if "cluster" in given and name not in ("DescribeClusters",) and short(given["cluster"]) != CLUSTER:
        raise AwsError("ClusterNotFoundException", "Cluster not found.")
    return OPERATIONS[name](world, given)


def service_arn(service):
    return arn("ecs", f"service/{CLUSTER}/{service.name}")


def task_arn(task):
    return arn("ecs", f"task/{CLUSTER}/{task.id}")


def find_service(world, name):
    return next((one for one in world.services.values() if one.name == short(name)), None)


def all_tasks(world):
    return [task for service in world.services.values() for task in service.tasks]


def list_clusters(world, given):
    return {"clusterArns": [CLUSTER_ARN]}


def describe_clusters(world, given):
    found = [name for name in given.get("clusters", ["default"]) if short(name) == CLUSTER]
    missing = [name for name in given.get("clusters", ["default"]) if short(name) != CLUSTER]
    tasks = [task for task in all_tasks(world) if not task.stopped_at]
    running = [task for task in tasks if task.status == "RUNNING"]
    cluster = {
        "clusterArn": CLUSTER_ARN,
        "clusterName": CLUSTER,
        "status": "ACTIVE",
        "registeredContainerInstancesCount": 0,
        "runningTasksCount": len(running),
        "pendingTasksCount": len(tasks) - len(running),
        "activeServicesCount": len(world.services),
        "statistics": [],
        "tags": [],
        "settings": [],
        "capacityProviders": ["FARGATE"],
        "defaultCapacityProviderStrategy": [],
    }
    return {
        "clusters": [cluster for _ in found],
        "failures": [{"arn": arn("ecs", f"cluster/{short(name)}"), "reason": "MISSING"} for name in missing],
    }


def list_services(world, given):
    return {"serviceArns": [service_arn(service) for service in world.services.values()]}


def describe_services(world, given):
    found = [(name, find_service(world, name)) for name in given["services"]]
    return {
        "services": [service_of(service) for _, service in found if service],
        "failures": [
            {"arn": arn("ecs", f"service/{CLUSTER}/{short(name)}"), "reason": "MISSING"} for name, service in found if not service
        ],
    }


def service_of(service):
    running, live = len(service.running()), len(service.live())
    return {
        "serviceArn": service_arn(service),
        "serviceName": service.name,
        "clusterArn": CLUSTER_ARN,
        "loadBalancers": [
            {"targetGroupArn": service.group, "containerName": service.part, "containerPort": PORTS[service.part]}
        ],
        "serviceRegistries": [],
        "status": "ACTIVE",
        "desiredCount": service.desired,
        "runningCount": running,
        "pendingCount": live - running,
        "launchType": "FARGATE",
        "platformVersion": "LATEST",
        "platformFamily": "Linux",
        "taskDefinition": arn_of(service.primary.definition),
        "deploymentConfiguration": {
            "deploymentCircuitBreaker": {"enable": True, "rollback": False},
            "maximumPercent": 100,
            "minimumHealthyPercent": 50,
        },
        "deployments": [deployment_of(service, one) for one in service.deployments],
        "events": service.events,
        "createdAt": service.created,
        "placementConstraints": [],
        "placementStrategy": [],
        "healthCheckGracePeriodSeconds": 0,
        "schedulingStrategy": "REPLICA",
        "deploymentController": {"type": "ECS"},
        "enableECSManagedTags": True,
        "propagateTags": "NONE",
        "enableExecuteCommand": False,
    }


def deployment_of(service, one):
    running, live = len(service.running(one)), len(service.live(one))
    return {
        "id": one.id,
        "status": one.status,
        "taskDefinition": arn_of(one.definition),
        "desiredCount": service.desired if one.status == "PRIMARY" else 0,
        "pendingCount": live - running,
        "runningCount": running,
        "failedTasks": one.failed,
        "createdAt": one.created,
        "updatedAt": one.updated,
        "launchType": "FARGATE",
        "platformVersion": "1.4.0",
        "platformFamily": "Linux",
        "rolloutState": one.rollout,
        "rolloutStateReason": one.reason,
    }


def list_tasks(world, given):
    tasks = all_tasks(world)
    if "serviceName" in given:
        service = find_service(world, given["serviceName"])
        if not service:
            raise AwsError("ServiceNotFoundException", "Service not found.")
        tasks = service.tasks
    if "family" in given:
        tasks = [task for task in tasks if task.definition.split(":")[0] == given["family"]]
    stopped = given.get("desiredStatus", "RUNNING") == "STOPPED"
    return {"taskArns": [task_arn(task) for task in tasks if bool(task.stopped_at) == stopped]}


def describe_tasks(world, given):
    by_id = {task.id: task for task in all_tasks(world)}
    wanted = [short(name) for name in given["tasks"]]
    return {
        "tasks": [task_of(world, by_id[one]) for one in wanted if one in by_id],
        "failures": [
            {"arn": arn("ecs", f"task/{CLUSTER}/{one}"), "reason": "MISSING"} for one in wanted if one not in by_id
        ],
    }


def task_of(world, task):
    part, started = task.service.part, task.born + RUNNING_AT
    container = {
        "containerArn": arn("ecs", f"container/{CLUSTER}/{task.id}/{task.id[:8]}"),
        "taskArn": task_arn(task),
        "name": part,
        "image": image_of(world.definitions.find(task.definition)),
        "runtimeId": f"{task.id}-{int(task.id[:8], 16)}",
        "lastStatus": task.status,
        "networkBindings": [],
        "networkInterfaces": [],
        "healthStatus": "UNKNOWN",
        "cpu": "0",
    }
    if task.exit_code is not None:
        container["exitCode"] = task.exit_code
    if task.container_reason:
        container["reason"] = task.container_reason
    elif task.code == "TaskFailedToStart":
        container["reason"] = task.reason
    found = {
        "taskArn": task_arn(task),
        "clusterArn": CLUSTER_ARN,
        "taskDefinitionArn": arn_of(task.definition),
        "group": f"service:{task.service.name}",
        "startedBy": task.deployment.id,
        "lastStatus": task.status,
        "desiredStatus": "STOPPED" if task.stopped_at else "RUNNING",
        "healthStatus": "UNKNOWN",
        "connectivity": "CONNECTED",
        "cpu": "512",
        "memory": "1024",
        "launchType": "FARGATE",
        "platformVersion": "1.4.0",
        "platformFamily": "Linux",
        "availabilityZone": "ap-northeast-1a" if int(task.id[0], 16) % 2 else "ap-northeast-1c",
        "createdAt": task.born,
        "version": 3,
        "attachments": [],
        "attributes": [],
        "overrides": {"containerOverrides": [{"name": part}], "inferenceAcceleratorOverrides": []},
        "tags": [],
        "containers": [container],
    }
    if task.status == "RUNNING" or (task.stopped_at and task.exit_code is not None):
        found["startedAt"] = started
    if task.stopped_at:
        found |= {
            "stoppingAt": task.stopped_at,
            "stoppedAt": task.stopped_at,
            "executionStoppedAt": task.stopped_at,
            "stopCode": task.code,
            "stoppedReason": task.reason,
        }
    return found


def describe_task_definition(world, given):
    return {"taskDefinition": describe(need_definition(world, given["taskDefinition"])), "tags": []}


def need_definition(world, name):
    found = world.definitions.find(name)
    if not found:
        raise AwsError("ClientException", "Unable to describe task definition.")
    return found


def list_task_definitions(world, given):
    family = given.get("familyPrefix")
    found = sorted(
        (one for one in world.definitions.registered.values() if family in (None, one["family"])),
        key=lambda one: (one["family"], one["revision"]),
        reverse=given.get("sort") == "DESC",
    )
    return {"taskDefinitionArns": [arn_of(f"{one['family']}:{one['revision']}") for one in found]}


def list_families(world, given):
    families = {one["family"] for one in world.definitions.registered.values()}
    return {"families": sorted(one for one in families if one.startswith(given.get("familyPrefix", "")))}


def register_task_definition(world, given):
    """A new revision of a family of the lab, with the containers that are given."""
    newest = need_definition(world, given["family"])
    one = world.definitions.add(
        newest["part"], newest["revision"] + 1, time.time(), containers=[{"essential": True} | each for each in given["containerDefinitions"]]
    )
    return {"taskDefinition": describe(one), "tags": []}


def update_service(world, given):
    service = find_service(world, given["service"])
    if not service:
        raise AwsError("ServiceNotFoundException", "Service not found.")
    definition = service.primary.definition
    if "taskDefinition" in given:
        found = world.definitions.find(given["taskDefinition"])
        if not found:
            raise AwsError("ClientException", "TaskDefinition not found.")
        definition = f"{found['family']}:{found['revision']}"
    if given.get("desiredCount", 0) < 0:
        raise AwsError("InvalidParameterException", "desiredCount must be at least 0.")
    if given.get("desiredCount", service.desired) != service.desired:
        service.scale(given["desiredCount"])
    if definition != service.primary.definition or given.get("forceNewDeployment"):
        service.deploy(definition)
    return {"service": service_of(service)}


def stop_task(world, given):
    task = next((one for one in all_tasks(world) if one.id == short(given["task"])), None)
    if not task:
        raise AwsError("InvalidParameterException", "The referenced task was not found.")
    if not task.stopped_at:
        task.stop("UserInitiated", given.get("reason", "Task stopped by user"), exit_code=0)
        task.service.steady = False
    return {"task": task_of(world, task)}


OPERATIONS = {
    "ListClusters": list_clusters,
    "DescribeClusters": describe_clusters,
    "ListServices": list_services,
    "DescribeServices": describe_services,
    "ListTasks": list_tasks,
    "DescribeTasks": describe_tasks,
    "DescribeTaskDefinition": describe_task_definition,
    "ListTaskDefinitions": list_task_definitions,
    "ListTaskDefinitionFamilies": list_families,
    "RegisterTaskDefinition": register_task_definition,
    "UpdateService": update_service,
    "StopTask": stop_task,
}

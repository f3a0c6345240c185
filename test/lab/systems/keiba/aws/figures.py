"""Metrics and alarms: each minute's figure is the one of its last second, so that a change shows at once."""
import math
import time
from datetime import datetime, timezone

from names import BALANCER, CLUSTER, DATABASE, arn

HISTORY_MINUTES = 24 * 60
GIB = 1 << 30
BALANCED, SERVICE, INSTANCE = "AWS/ApplicationELB", "AWS/ECS", "AWS/RDS"
STEADY_SECONDS = 2


def metric(namespace, name, **dimensions):
    return (namespace, name, tuple(sorted(dimensions.items())))


def sample(world, at):
    """Every metric's figure now; `world` None gives those of an ordinary time."""
    wave = math.sin(at / 600)
    on = world.on if world else set()
    backend = world.services["backend"] if world else None
    serving = [task for task in backend.live() if task.healthy] if backend else [1, 1]
    broken = sum(1 for task in serving if task != 1 and task.wrong == "500") / max(1, len(serving))
    requests = 120 + 20 * wave
    errors = requests * broken
    if on & {"errorrate", "rdsconnections", "rdsdown"}:
        errors += 45
    latency = 3.2 if "latency" in on else 2.6 if "rdscpu" in on else 0.09 + 0.02 * wave
    connections = 81 if "rdsconnections" in on else 0 if "rdsdown" in on else 14 + round(3 * wave)
    figures = {
        metric(BALANCED, "RequestCount", LoadBalancer=BALANCER): requests,
        metric(BALANCED, "TargetResponseTime", LoadBalancer=BALANCER): latency,
        metric(INSTANCE, "CPUUtilization", DBInstanceIdentifier=DATABASE): 97.0 if "rdscpu" in on else 18 + 4 * wave,
        metric(INSTANCE, "DatabaseConnections", DBInstanceIdentifier=DATABASE): connections,
        metric(INSTANCE, "FreeStorageSpace", DBInstanceIdentifier=DATABASE): (0.4 if "rdsstorage" in on else 12.4) * GIB,
        metric(INSTANCE, "FreeableMemory", DBInstanceIdentifier=DATABASE): 0.9 * GIB,
    }
    # CloudWatch has no figure of an error that has not happened.
    if errors:
        figures[metric(BALANCED, "HTTPCode_Target_5XX_Count", LoadBalancer=BALANCER)] = errors
    if not serving:
        figures[metric(BALANCED, "HTTPCode_ELB_5XX_Count", LoadBalancer=BALANCER)] = requests
    for part in ("backend", "frontend"):
        of = {"ClusterName": CLUSTER, "ServiceName": f"production-keiba-{part}"}
        service = world.services[part] if world else None
        busy = 60 if part == "backend" and on & {"latency"} else 0
        figures[metric(SERVICE, "CPUUtilization", **of)] = 22 + 5 * wave + busy
        figures[metric(SERVICE, "MemoryUtilization", **of)] = 41 + 2 * wave
        running, desired = (len(service.running()), service.desired) if service else (2, 2)
        figures[metric("ECS/ContainerInsights", "RunningTaskCount", **of)] = running
        figures[metric("ECS/ContainerInsights", "DesiredTaskCount", **of)] = desired
    return figures


# name, metric, statistic, comparison, threshold
ALARMS = [
    ("high-error-rate", metric(BALANCED, "HTTPCode_Target_5XX_Count", LoadBalancer=BALANCER), "Sum", ">", 10.0),
    ("high-response-time", metric(BALANCED, "TargetResponseTime", LoadBalancer=BALANCER), "Average", ">", 2.0),
    ("ecs-running-tasks", metric("ECS/ContainerInsights", "RunningTaskCount", ClusterName=CLUSTER, ServiceName="production-keiba-backend"), "Average", "<", 2.0),
    ("rds-cpu", metric(INSTANCE, "CPUUtilization", DBInstanceIdentifier=DATABASE), "Average", ">", 80.0),
    ("rds-connections", metric(INSTANCE, "DatabaseConnections", DBInstanceIdentifier=DATABASE), "Average", ">", 70.0),
    ("rds-storage", metric(INSTANCE, "FreeStorageSpace", DBInstanceIdentifier=DATABASE), "Average", "<", 2.0 * GIB),
]
COMPARISONS = {">": ("GreaterThanThreshold", "greater than"), "<": ("LessThanThreshold", "less than")}


class Alarm:
    def __init__(self, suffix, of, statistic, comparison, threshold):
        self.name, self.of, self.statistic, self.comparison, self.threshold = f"production-keiba-{suffix}", of, statistic, comparison, threshold
        self.state, self.since, self.other_since = "OK", time.time() - 3 * 86400, None
        self.reason = "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching]."

    def judge(self, figures):
        value = figures.get(self.of)
        breaching = value is not None and (value > self.threshold if self.comparison == ">" else value < self.threshold)
        state = "ALARM" if breaching else "OK"
        if state == self.state:
            self.other_since = None
            return
        self.other_since = self.other_since or time.time()
        if time.time() - self.other_since < STEADY_SECONDS:
            return
        at = datetime.now(timezone.utc).strftime("%d/%m/%y %H:%M:00")
        _, words = COMPARISONS[self.comparison]
        if value is not None:
            negation = "" if breaching else "not "
            self.reason = (
                f"Threshold Crossed: 1 out of the last 1 datapoints [{value} ({at})] was {negation}{words} the threshold "
                f"({self.threshold}) (minimum 1 datapoint for {'OK -> ALARM' if breaching else 'ALARM -> OK'} transition)."
            )
        else:
            self.reason = "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching]."
        self.state, self.since, self.other_since = state, time.time(), None

    def describe(self):
        namespace, name, dimensions = self.of
        action = arn("sns", "production-keiba-alerts")
        return {
            "AlarmName": self.name,
            "AlarmArn": arn("cloudwatch", f"alarm:{self.name}"),
            "AlarmDescription": "",
            "AlarmConfigurationUpdatedTimestamp": self.since - 86400 * 90,
            "ActionsEnabled": True,
            "OKActions": [action],
            "AlarmActions": [action],
            "InsufficientDataActions": [],
            "StateValue": self.state,
            "StateReason": self.reason,
            "StateUpdatedTimestamp": self.since,
            "StateTransitionedTimestamp": self.since,
            "Namespace": namespace,
            "MetricName": name,
            "Statistic": self.statistic,
            "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions],
            "Period": 60,
            "EvaluationPeriods": 1,
            "DatapointsToAlarm": 1,
            "Threshold": self.threshold,
            "ComparisonOperator": COMPARISONS[self.comparison][0],
            "TreatMissingData": "notBreaching",
        }


class Figures:
    def __init__(self):
        self.minutes = {}
        now = int(time.time()) // 60 * 60
        for at in range(now - HISTORY_MINUTES * 60, now, 60):
            self.minutes[at] = sample(None, at)
        self.alarms = [Alarm(*one) for one in ALARMS]

    def step(self, world):
        now = time.time()
        figures = sample(world, now)
        self.minutes[int(now) // 60 * 60] = figures
        for alarm in self.alarms:
            alarm.judge(figures)

    def datapoints(self, of, start, end, period, statistic):
        """[(time, value)] oldest first; a period without a figure has none."""
        periods = {}
        for at in sorted(self.minutes):
            if start <= at < end and of in self.minutes[at]:
                periods.setdefault(at // period * period, []).append(self.minutes[at][of])
        combine = {
            "Sum": sum,
            "Average": lambda values: sum(values) / len(values),
            "Maximum": max,
            "Minimum": min,
            "SampleCount": len,
        }[statistic]
        return [(at, float(combine(values))) for at, values in periods.items()]

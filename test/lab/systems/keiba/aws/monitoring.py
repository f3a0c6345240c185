"""CloudWatch: alarms and metrics."""
from figures import metric
from protocol import AwsError, moment


def answer(world, name, given):
    if name not in OPERATIONS:
        raise AwsError("InvalidAction", f"the lab's CloudWatch has no {name}")
    return OPERATIONS[name](world, given)


def describe_alarms(world, given):
    names, state = given.get("AlarmNames"), given.get("StateValue")
    found = [
        alarm.describe()
        for alarm in world.figures.alarms
        if alarm.name.startswith(given.get("AlarmNamePrefix", ""))
        and (not names or alarm.name in names)
        and state in (None, alarm.state)
    ]
    return {"MetricAlarms": sorted(found, key=lambda one: one["AlarmName"]), "CompositeAlarms": []}


def key_of(one):
    dimensions = {dimension["Name"]: dimension["Value"] for dimension in one.get("Dimensions", [])}
    return metric(one["Namespace"], one["MetricName"], **dimensions)


def seconds(value):
    return moment(value).timestamp()


def metric_data(world, given):
    start, end = seconds(given["StartTime"]), seconds(given["EndTime"])
    if start >= end:
        raise AwsError("ValidationError", "The parameter StartTime must be less than the parameter EndTime.")
    results = []
    for query in given["MetricDataQueries"]:
        if "MetricStat" not in query:
            raise AwsError("ValidationError", "the lab's CloudWatch has no metric math")
        stat = query["MetricStat"]
        points = world.figures.datapoints(key_of(stat["Metric"]), start, end, stat["Period"], stat["Stat"])
        if given.get("ScanBy", "TimestampDescending") == "TimestampDescending":
            points.reverse()
        results.append(
            {
                "Id": query["Id"],
                "Label": query.get("Label", stat["Metric"]["MetricName"]),
                "Timestamps": [at for at, _ in points],
                "Values": [value for _, value in points],
                "StatusCode": "Complete",
            }
        )
    return {"MetricDataResults": results, "Messages": []}


UNITS = {"TargetResponseTime": "Seconds", "CPUUtilization": "Percent", "MemoryUtilization": "Percent", "FreeStorageSpace": "Bytes", "FreeableMemory": "Bytes"}


def metric_statistics(world, given):
    start, end = seconds(given["StartTime"]), seconds(given["EndTime"])
    of, period = key_of(given), given["Period"]
    if (end - start) / period > 1440:
        raise AwsError("InvalidParameterCombination", "You have requested up to more datapoints than the limit of 1,440.")
    points = {}
    for statistic in given.get("Statistics", []):
        for at, value in world.figures.datapoints(of, start, end, period, statistic):
            point = points.setdefault(at, {"Timestamp": at, "Unit": UNITS.get(given["MetricName"], "Count")})
            point[statistic] = value
    # In no order, as the documentation says.
    return {"Label": given["MetricName"], "Datapoints": sorted(points.values(), key=lambda one: hash(one["Timestamp"]))}


def list_metrics(world, given):
    newest = max(world.figures.minutes)
    found = [
        {
            "Namespace": namespace,
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions],
        }
        for namespace, name, dimensions in world.figures.minutes[newest]
        if given.get("Namespace") in (None, namespace) and given.get("MetricName") in (None, name)
    ]
    return {"Metrics": found}


OPERATIONS = {
    "DescribeAlarms": describe_alarms,
    "GetMetricData": metric_data,
    "GetMetricStatistics": metric_statistics,
    "ListMetrics": list_metrics,
}

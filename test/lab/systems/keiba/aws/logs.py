"""CloudWatch Logs: groups, streams and their events."""
import base64
import json
import shlex

from names import arn
from protocol import AwsError


def answer(world, name, given):
    if name not in OPERATIONS:
        raise AwsError("InvalidOperationException", f"the lab's CloudWatch Logs has no {name}")
    return OPERATIONS[name](world, given)


def events_of(world, given):
    events = world.lines.events.get(given.get("logGroupName"))
    if events is None:
        raise AwsError("ResourceNotFoundException", "The specified log group does not exist.")
    return list(events)


def describe_groups(world, given):
    prefix = given.get("logGroupNamePrefix", "")
    return {
        "logGroups": [
            {
                "logGroupName": name,
                "creationTime": 1735689600000,
                "retentionInDays": 30,
                "metricFilterCount": 0,
                "arn": arn("logs", f"log-group:{name}:*"),
                "storedBytes": 120 * len(events),
            }
            for name, events in world.lines.events.items()
            if name.startswith(prefix)
        ]
    }


def describe_streams(world, given):
    streams = {}
    for event in events_of(world, given):
        streams.setdefault(event["logStreamName"], []).append(event["timestamp"])
    found = [
        {
            "logStreamName": name,
            "creationTime": min(times),
            "firstEventTimestamp": min(times),
            "lastEventTimestamp": max(times),
            "lastIngestionTime": max(times),
            "arn": arn("logs", f"log-group:{given['logGroupName']}:log-stream:{name}"),
            "storedBytes": 0,
        }
        for name, times in streams.items()
        if name.startswith(given.get("logStreamNamePrefix", ""))
    ]
    by_time = given.get("orderBy") == "LastEventTime"
    found.sort(key=lambda one: one["lastEventTimestamp" if by_time else "logStreamName"], reverse=given.get("descending", False))
    return {"logStreams": found[: given.get("limit", 50)]}


def filter_events(world, given):
    wanted, streams = matcher(given.get("filterPattern", "")), given.get("logStreamNames")
    found = [
        event
        for event in events_of(world, given)
        if given.get("startTime", 0) <= event["timestamp"] < given.get("endTime", 1 << 62)
        and (not streams or event["logStreamName"] in streams)
        and event["logStreamName"].startswith(given.get("logStreamNamePrefix", ""))
        and wanted(event["message"])
    ]
    return page(found, given, "events", {"searchedLogStreams": []})


def page(found, given, key, also):
    """At most `limit` of them; the token of the next page says after which event it begins."""
    if "nextToken" in given:
        try:
            after = json.loads(base64.b64decode(given["nextToken"]))["after"]
        except (ValueError, KeyError, TypeError) as error:
            raise AwsError("InvalidParameterException", "The specified nextToken is invalid.") from error
        ids = [event["eventId"] for event in found]
        found = found[ids.index(after) + 1 if after in ids else 0 :]
    limit = given.get("limit", 10_000)
    answer_ = {key: found[:limit], **also}
    if len(found) > limit:
        answer_["nextToken"] = base64.b64encode(json.dumps({"after": found[limit - 1]["eventId"]}).encode()).decode()
    return answer_


def matcher(pattern):
    """Unstructured patterns: terms that must all occur, ?terms of which one must, -terms that must not."""
    if pattern.startswith(("{", "[", "%")):
        raise AwsError("InvalidParameterException", "the lab's CloudWatch Logs knows terms only")
    terms = shlex.split(pattern)
    any_of = [term[1:] for term in terms if term.startswith("?")]
    none_of = [term[1:] for term in terms if term.startswith("-")]
    all_of = [term for term in terms if term[0] not in "?-"]
    return lambda text: (
        all(term in text for term in all_of)
        and not any(term in text for term in none_of)
        and (not any_of or bool(all_of) or any(term in text for term in any_of))
    )


def get_events(world, given):
    found = [
        {key: event[key] for key in ("timestamp", "message", "ingestionTime")}
        for event in events_of(world, given)
        if event["logStreamName"] == given["logStreamName"]
        and given.get("startTime", 0) <= event["timestamp"] < given.get("endTime", 1 << 62)
    ]
    limit = given.get("limit", 10_000)
    found = found[:limit] if given.get("startFromHead") else found[-limit:]
    return {"events": found, "nextForwardToken": "f/lab", "nextBackwardToken": "b/lab"}


OPERATIONS = {
    "DescribeLogGroups": describe_groups,
    "DescribeLogStreams": describe_streams,
    "FilterLogEvents": filter_events,
    "GetLogEvents": get_events,
}

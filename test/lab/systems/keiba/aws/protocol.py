"""AWS's wire protocols (JSON 1.1 and query), driven by the service models that Debian's awscli carries.

The models are botocore's, as awscli 2.9.19 ships them: ecs 2014-11-13, logs 2014-03-28, cloudwatch 2010-08-01,
rds 2014-10-31, sts 2011-06-15, elbv2 2015-12-01. A request that its model does not allow is refused, and so is an
answer: the stand-in can say nothing that AWS could not.
"""
import json
from datetime import datetime, timezone
from xml.sax.saxutils import escape

from awscli.botocore.loaders import Loader
from awscli.botocore.model import ServiceModel
from awscli.botocore.utils import parse_to_aware_datetime
from awscli.botocore.validate import ParamValidator

# By the name that requests are signed for.
MODELS = {
    "ecs": ("ecs", "2014-11-13"),
    "logs": ("logs", "2014-03-28"),
    "monitoring": ("cloudwatch", "2010-08-01"),
    "rds": ("rds", "2014-10-31"),
    "sts": ("sts", "2011-06-15"),
    "elasticloadbalancing": ("elbv2", "2015-12-01"),
}


class AwsError(Exception):
    """An error that AWS answers with; `code` is its code in the model, or one that every service has."""

    def __init__(self, code, message, status=400):
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


def load(signing_name):
    name, version = MODELS[signing_name]
    return ServiceModel(Loader().load_service_model(name, "service-2", version), name)


def check(value, shape, what):
    report = ParamValidator().validate(value, shape)
    if report.has_errors():
        raise AwsError("ValidationException", f"{what}: {report.generate_report()}")


def read_request(service, headers, form, body):
    """The operation's model and its arguments as the model has them."""
    if service.protocol == "json":
        prefix, _, name = headers.get("X-Amz-Target", "").partition(".")
        if prefix != service.metadata["targetPrefix"] or name not in service.operation_names:
            raise AwsError("UnknownOperationException", "")
        operation = service.operation_model(name)
        arguments = json.loads(body or b"{}")
    else:
        name = form.get("Action", "")
        if form.get("Version") != service.api_version or name not in service.operation_names:
            raise AwsError("InvalidAction", f"Could not find operation {name} for version {form.get('Version')}")
        operation = service.operation_model(name)
        arguments = from_form(operation.input_shape, form) if operation.input_shape else {}
    if operation.input_shape:
        check(arguments, operation.input_shape, name)
    return operation, arguments


def from_form(shape, form, prefix=""):
    """What the query protocol spreads over Name.member.1.Key=value, put together again."""
    if shape.type_name == "structure":
        found = {}
        for name, member in shape.members.items():
            inner = f"{prefix}.{name_of(member, name)}" if prefix else name_of(member, name)
            if any(key == inner or key.startswith(f"{inner}.") for key in form):
                found[name] = from_form(member, form, inner)
        return found
    if shape.type_name == "list":
        flat = shape.serialization.get("flattened")
        inner = prefix if flat else f"{prefix}.{name_of(shape.member, 'member')}"
        numbers = sorted({int(key[len(inner) + 1 :].split(".")[0]) for key in form if key.startswith(f"{inner}.")})
        return [from_form(shape.member, form, f"{inner}.{number}") for number in numbers]
    text = form[prefix]
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name in ("double", "float"):
        return float(text)
    if shape.type_name == "boolean":
        return text == "true"
    if shape.type_name == "timestamp":
        return parse_to_aware_datetime(text)
    return text


def name_of(shape, otherwise):
    return shape.serialization.get("name", otherwise)


def write_answer(service, operation, result, request_id):
    """The answer's content type and body."""
    if operation.output_shape:
        check(result, operation.output_shape, f"answer of {operation.name}")
    if service.protocol == "json":
        body = json.dumps(json_value(result, operation.output_shape) if operation.output_shape else {}, ensure_ascii=False)
        return "application/x-amz-json-1.1", body.encode()
    inner = ""
    if operation.output_shape:
        content = xml_members(result, operation.output_shape)
        wrapper = operation.output_shape.serialization.get("resultWrapper")
        inner = f"<{wrapper}>{content}</{wrapper}>" if wrapper else content
    namespace = service.metadata["xmlNamespace"]
    return "text/xml", (
        f'<{operation.name}Response xmlns="{namespace}">{inner}'
        f"<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata></{operation.name}Response>"
    ).encode()


def json_value(value, shape):
    if shape.type_name == "structure":
        return {
            name_of(shape.members[name], name): json_value(one, shape.members[name]) for name, one in value.items()
        }
    if shape.type_name == "list":
        return [json_value(one, shape.member) for one in value]
    if shape.type_name == "map":
        return {key: json_value(one, shape.value) for key, one in value.items()}
    if shape.type_name == "timestamp":
        return round(moment(value).timestamp(), 3)
    return value


def xml_members(value, shape):
    return "".join(
        xml(name_of(shape.members[name], name), one, shape.members[name]) for name, one in value.items()
    )


def xml(tag, value, shape):
    if shape.type_name == "structure":
        text = xml_members(value, shape)
    elif shape.type_name == "list":
        inner = name_of(shape.member, "member")
        if shape.serialization.get("flattened"):
            return "".join(xml(tag, one, shape.member) for one in value)
        text = "".join(xml(inner, one, shape.member) for one in value)
    elif shape.type_name == "timestamp":
        text = moment(value).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    elif shape.type_name == "boolean":
        text = "true" if value else "false"
    else:
        text = escape(str(value))
    return f"<{tag}>{text}</{tag}>"


def moment(value):
    return datetime.fromtimestamp(value, timezone.utc) if isinstance(value, (int, float)) else parse_to_aware_datetime(value)


def write_error(service, error, request_id):
    if service.protocol == "json":
        return "application/x-amz-json-1.1", json.dumps({"__type": error.code, "message": error.message}).encode()
    namespace = service.metadata["xmlNamespace"]
    return "text/xml", (
        f'<ErrorResponse xmlns="{namespace}"><Error><Type>Sender</Type><Code>{error.code}</Code>'
        f"<Message>{escape(error.message)}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>"
    ).encode()

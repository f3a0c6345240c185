"""Amazon RDS: one instance, which is started and stopped in seconds."""
import time

from names import DATABASE, REGION, arn
from protocol import AwsError

# What an instance has to be for it, what it is meanwhile, and whether it is down then
# (Amazon RDS API reference: StartDBInstance, StopDBInstance, InvalidDBInstanceState).
CHANGES = {"StartDBInstance": ("stopped", "starting", False), "StopDBInstance": ("available", "stopping", True)}


def answer(world, name, given):
    if name != "DescribeDBInstances" and name not in CHANGES:
        raise AwsError("InvalidAction", f"the lab's RDS has no {name}")
    wanted = given.get("DBInstanceIdentifier", DATABASE)
    if wanted.split(":")[-1] != DATABASE:
        raise AwsError("DBInstanceNotFound", f"DBInstance {wanted} not found.", 404)
    if name == "DescribeDBInstances":
        return {"DBInstances": [instance(status(world), 0 if "rdsnobackups" in world.on else 7)]}
    needed, meanwhile, down = CHANGES[name]
    if status(world) != needed:
        raise AwsError("InvalidDBInstanceState", f"Instance {DATABASE} is not {needed}.")
    world.change_database(meanwhile, down)
    return {"DBInstance": instance(meanwhile)}


def status(world):
    if world.database_changes:
        return world.database_changes.meanwhile
    return "stopped" if "rdsdown" in world.on else "storage-full" if "rdsstorage" in world.on else "available"


def instance(status, backup_days=7):
    now = time.time()
    return {
        "DBInstanceIdentifier": DATABASE,
        "DBInstanceClass": "db.t4g.small",
        "Engine": "postgres",
        "EngineVersion": "15.4",
        "DBInstanceStatus": status,
        "MasterUsername": "keiba",
        "DBName": "keiba",
        "Endpoint": {"Address": f"{DATABASE}.example", "Port": 5432, "HostedZoneId": "Z24O6O9L7SGTNB"},
        "AllocatedStorage": 20,
        "InstanceCreateTime": now - 200 * 86400,
        "PreferredBackupWindow": "17:10-17:40",
        "PreferredMaintenanceWindow": "sun:18:00-sun:18:30",
        "BackupRetentionPeriod": backup_days,
        "LatestRestorableTime": now - 240,
        "MultiAZ": False,
        "AutoMinorVersionUpgrade": True,
        "LicenseModel": "postgresql-license",
        "PubliclyAccessible": False,
        "StorageType": "gp3",
        "StorageEncrypted": True,
        "DbiResourceId": "db-LABLABLABLABLABLABLABLAB",
        "DBInstanceArn": arn("rds", f"db:{DATABASE}"),
        "AvailabilityZone": f"{REGION}a",
        "PerformanceInsightsEnabled": False,
        "DeletionProtection": True,
        "MonitoringInterval": 0,
    }

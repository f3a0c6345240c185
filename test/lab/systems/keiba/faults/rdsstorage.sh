description="RDS is full (storage-full): rds-storage is in ALARM"
inject() { aws_goes_wrong rdsstorage; }
undo() { aws_is_well_again rdsstorage; }
seen() { alarm_is rds-storage ALARM && in_aws '^log .*No space left on device'; }
gone() { aws_is_well; }

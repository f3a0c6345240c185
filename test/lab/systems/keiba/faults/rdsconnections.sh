description="RDS has no connection left: rds-connections is in ALARM, and so are errors"
inject() { aws_goes_wrong rdsconnections; }
undo() { aws_is_well_again rdsconnections; }
seen() { alarm_is rds-connections ALARM && in_aws '^log .*remaining connection slots'; }
gone() { aws_is_well; }

description="RDS is at 97 % CPU: rds-cpu is in ALARM, answers are slow"
inject() { aws_goes_wrong rdscpu; }
undo() { aws_is_well_again rdscpu; }
seen() { alarm_is rds-cpu ALARM && in_aws '^log .*slow query'; }
gone() { aws_is_well; }

description="RDS is stopped: high-error-rate is in ALARM"
inject() { aws_goes_wrong rdsdown; }
undo() { aws_is_well_again rdsdown; }
seen() { in_aws '^rds stopped$' && alarm_is high-error-rate ALARM && in_aws '^log .*Connection refused'; }
gone() { aws_is_well; }

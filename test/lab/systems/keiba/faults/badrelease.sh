description="release 43 was deployed well, and answers 500: high-error-rate is in ALARM"
inject() { aws_goes_wrong badrelease; }
undo() { aws_is_well_again badrelease; }
seen() { in_aws '^service production-keiba-backend 43 COMPLETED 2/2' && alarm_is high-error-rate ALARM && in_aws '^log .*KeyError'; }
gone() { aws_is_well; }

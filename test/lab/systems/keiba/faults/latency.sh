description="answers take 3 s because of a slow query: high-response-time is in ALARM"
inject() { aws_goes_wrong latency; }
undo() { aws_is_well_again latency; }
seen() { alarm_is high-response-time ALARM && in_aws '^log .*slow query'; }
gone() { aws_is_well; }

description="an external API times out: high-error-rate is in ALARM, the release is the same as ever"
inject() { aws_goes_wrong errorrate; }
undo() { aws_is_well_again errorrate; }
seen() { alarm_is high-error-rate ALARM && in_aws '^log .*external API timed out'; }
gone() { aws_is_well; }

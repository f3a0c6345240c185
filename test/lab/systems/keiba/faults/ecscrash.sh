description="release 43 crashes: its task definition has lost DATABASE_URL; of two backend tasks one is left"
inject() { aws_goes_wrong ecscrash; }
undo() { aws_is_well_again ecscrash; }
seen() { in_aws '^service production-keiba-backend 43 FAILED 1/2' && in_aws '^stopped production-keiba-backend Essential container in task exited' && alarm_is ecs-running-tasks ALARM; }
gone() { aws_is_well; }

description="release 43 cannot be pulled: its image is not in the registry; one task is left"
inject() { aws_goes_wrong ecsimage; }
undo() { aws_is_well_again ecsimage; }
seen() { in_aws '^service production-keiba-backend 43 FAILED 1/2' && in_aws '^stopped production-keiba-backend CannotPullContainerError'; }
gone() { aws_is_well; }

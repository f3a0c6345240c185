description="release 43 is killed for memory: its task definition gives the container 128 MB; one task is left"
inject() { aws_goes_wrong ecsoom; }
undo() { aws_is_well_again ecsoom; }
seen() { in_aws '^service production-keiba-backend 43 FAILED 1/2' && in_aws '^stopped production-keiba-backend .*OutOfMemoryError'; }
gone() { aws_is_well; }

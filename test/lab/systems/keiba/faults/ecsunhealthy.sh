description="release 43 fails the load balancer's health checks, which answer 404; one task is left"
inject() { aws_goes_wrong ecsunhealthy; }
undo() { aws_is_well_again ecsunhealthy; }
seen() { in_aws '^service production-keiba-backend 43 FAILED 1/2' && in_aws '^stopped production-keiba-backend Task failed ELB health checks'; }
gone() { aws_is_well; }

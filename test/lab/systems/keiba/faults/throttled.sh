description="AWS throttles: every request answers Rate exceeded"
# The command line would try five times by itself.
export AWS_MAX_ATTEMPTS=1
inject() { aws_goes_wrong throttled; }
undo() { aws_is_well_again throttled; }
seen() { backend_by_cli | grep -q ThrottlingException; }
gone() { backend_by_cli | grep -q ACTIVE; }

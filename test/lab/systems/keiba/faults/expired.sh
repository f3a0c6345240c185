description="AWS says that the security token has expired"
inject() { aws_goes_wrong expired; }
undo() { aws_is_well_again expired; }
seen() { backend_by_cli | grep -q ExpiredTokenException; }
gone() { backend_by_cli | grep -q ACTIVE; }

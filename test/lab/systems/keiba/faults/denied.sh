description="AWS denies the key every read but its own name"
inject() { aws_goes_wrong denied; }
undo() { aws_is_well_again denied; }
seen() { backend_by_cli | grep -q AccessDeniedException; }
gone() { backend_by_cli | grep -q ACTIVE; }

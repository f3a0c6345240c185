description="the host has lost its AWS credentials"
inject() { rm -f /root/.aws/credentials /home/ops/.aws/credentials; }
undo() { bash /lab/systems/keiba/aws-login.sh; }
seen() { backend_by_cli | grep -q 'Unable to locate credentials'; }
gone() { backend_by_cli | grep -q ACTIVE; }

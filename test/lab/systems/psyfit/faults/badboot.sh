description="the new release does not start: its image lacks a library; the deploy failed, the old one still serves"
inject() {
  ! deploy_broken '/^def check():/a\    stop("LoadError", "cannot load such file -- csv", "/rails/config/application.rb:3:in `require\x27")' app/settings.py
}
undo() { back_to_good_release; }
seen() {
  broken=psyfit-web-$(git -C $SITE rev-parse HEAD)
  [ "$(docker inspect -f '{{.State.Status}}' "$broken")" = exited ] && docker logs "$broken" 2>&1 | grep -q 'cannot load such file'
}

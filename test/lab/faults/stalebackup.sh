description="the newest database backup is 40 hours old"
inject() { backups -exec touch -d '40 hours ago' {} +; }
undo() { backups -exec touch {} +; }
seen() { [ -z "$(backups -mmin -60)" ]; }

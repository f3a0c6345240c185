FROM lab/debian:12
COPY web /srv/web
COPY deploy/web/nginx.conf /etc/nginx/web.conf
COPY deploy/web/entrypoint /opt/bin/web-entrypoint
EXPOSE 8000
CMD ["web-entrypoint"]

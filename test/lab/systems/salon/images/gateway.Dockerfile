FROM lab/debian:12
EXPOSE 80 443
CMD ["nginx", "-c", "/etc/nginx/gateway.conf"]

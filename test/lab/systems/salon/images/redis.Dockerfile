FROM lab/debian:12
WORKDIR /data
EXPOSE 6379
CMD ["redis-server", "--protected-mode", "no"]

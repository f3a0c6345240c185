FROM lab/debian:13-does-not-exist
WORKDIR /app
COPY alembic.ini /app/
COPY migrations /app/migrations
COPY app /app/app
EXPOSE 8000
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]

# kg in a container: docker build -t union-news-graph . && docker run --rm -v "$PWD/demo:/pages:ro" union-news-graph extract /pages
# docker-compose.yml uses it as the service "load".

# First stage: everything that is needed to install, which then stays behind.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /venv
# The packages first, since they change less often than the program: the next build takes them from its cache.
COPY requirements.txt ./
RUN /venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY kg ./kg
COPY queries ./queries
COPY models ./models
RUN /venv/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /venv/bin/python -m pip uninstall --yes --quiet pip

# Second stage: Python, the packages and the program; nobody in it is root.
FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home --no-log-init --shell /usr/sbin/nologin kg \
 && mkdir /data \
 && chown kg /data
COPY --from=build /venv /venv
# HOME: libraries that note something for themselves do so where nothing stays.
ENV PATH="/venv/bin:$PATH" HOME=/tmp PYTHONUNBUFFERED=1
USER 10001
# Where an embedded store is made unless KG_STORE names a server; mount a volume here to keep it.
WORKDIR /data
ENTRYPOINT ["kg"]
CMD ["--help"]

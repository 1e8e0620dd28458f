# Pitboard for a container: built in one stage, run in another as nobody in particular, with a read-only root file system.
# Only the volume of state is written to. compose.yaml starts it as it is meant to run.

FROM python:3.13-slim AS build
WORKDIR /source
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/pitboard
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY data data
RUN /opt/pitboard/bin/python -m pip install --constraint constraints.txt . \
 && /opt/pitboard/bin/python -m pip uninstall --yes pip \
 && /opt/pitboard/bin/python -m compileall -q /opt/pitboard/lib

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Pitboard" \
      org.opencontainers.image.description="A Discord bot that answers motorsport questions" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /opt/pitboard /opt/pitboard
RUN install --directory --owner=10001 --group=10001 --mode=0700 /var/lib/pitboard
ENV PATH=/opt/pitboard/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_STATE_HOME=/var/lib \
    PITBOARD_HTTP_PORT=8080
WORKDIR /var/lib/pitboard
USER 10001:10001
VOLUME /var/lib/pitboard
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["pitboard", "health"]
ENTRYPOINT ["pitboard"]
CMD ["run"]

# docker build --tag llmchoice .
# docker run --rm --volume "$PWD:/work" llmchoice assess startup.yaml
FROM python:3.13-slim AS build
COPY pyproject.toml hatch_build.py README.md LICENSE /source/
COPY src /source/src
COPY criteria /source/criteria
COPY profiles /source/profiles
COPY docs/man /source/docs/man
RUN python -m venv /opt/llmchoice \
 && /opt/llmchoice/bin/pip install --quiet --no-cache-dir "/source[word]"

FROM python:3.13-slim
COPY --from=build /opt/llmchoice /opt/llmchoice
ENV PATH=/opt/llmchoice/bin:$PATH
USER 1000
WORKDIR /work
ENTRYPOINT ["llmchoice"]

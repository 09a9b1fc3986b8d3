# keur in an image:  docker build -t keur . && docker run --rm -v "$PWD:/docs" keur
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make
COPY . /keur
WORKDIR /keur
RUN .ci/deps build && make install DESTDIR=/installed PREFIX=/usr/local

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
    git hunspell-en-us hunspell-nl libcmark0.30.2 libhunspell-1.7-0 libjansson4 libpcre2-8-0 libstdc++6 libutf8proc2 \
    libyaml-0-2 && rm -rf /var/lib/apt/lists/*
COPY --from=build /installed/ /
WORKDIR /docs
# A command, not an entry point: CI runners bring a shell of their own.
CMD ["keur"]

# One image for the gateway and the departments; the compose file says which of them a container runs.
FROM node:20-bookworm-slim AS build
WORKDIR /hub
COPY . .
RUN npm ci --no-audit --no-fund \
  && npm run build \
  && npm prune --omit=dev --no-audit --no-fund \
  && find . -path ./node_modules -prune -o \( -type d \( -name src -o -name test \) -o -name '*.tsbuildinfo' \) -print0 | xargs -0 rm -rf

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 HUB_DATA_DIR=/data
WORKDIR /hub
COPY --from=build /hub .
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
CMD ["node", "gateway/dist/main.js"]

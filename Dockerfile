# One image for the gateway and the departments; the compose file says which of them a container runs.
FROM node:20-bookworm-slim AS build
WORKDIR /hub
COPY . .
RUN npm ci --no-audit --no-fund && npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /hub
COPY --from=build /hub .
RUN mkdir -p /data && chown node:node /data
USER node
VOLUME /data
ENV HUB_DATA_DIR=/data
CMD ["node", "gateway/dist/main.js"]

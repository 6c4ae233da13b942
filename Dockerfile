# The pages are built once; the server itself runs as TypeScript, without a build.
FROM node:24-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY vite.config.ts tsconfig.json ./
COPY scripts/pages.mjs ./scripts/
COPY protocol ./protocol
COPY src ./src
RUN npx vite build

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages bring a Node of the right version to machines with another one; here it is the base image's.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force && mkdir /data && chown node:node /data
COPY protocol ./protocol
COPY src ./src
COPY quizzes ./quizzes
COPY --from=pages /app/dist ./dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=200", "src/main.ts"]

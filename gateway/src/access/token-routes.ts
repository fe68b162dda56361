import { HubError } from '@hub/domain';
import type { AccessTokens, Logger } from '@hub/server';
import { parseFormBody, requestIdOf } from '@hub/server';
import type { ErrorRequestHandler, Request, Response, Router } from 'express';
import express from 'express';
import { TokenError } from './token-error.js';
import type { TokenGrant } from './token-grant.js';
import { readTokenRequest } from './token-request.js';

export interface TokenRoutesOptions {
  readonly issuer: string;
  readonly tokens: AccessTokens;
  readonly grant: TokenGrant;
  readonly logger: Logger;
}

/** Public, and the same for everybody; as long as a token lives. */
const publicForTenMinutes = 'public, max-age=600';

/** `/oauth/token`, the public keys, and the metadata that describes both (RFC 8414). */
export function createTokenRoutes({ issuer, tokens, grant, logger }: TokenRoutesOptions): Router {
  const router = express.Router();
  router.post(
    '/oauth/token',
    ...parseFormBody(),
    async (request: Request, response: Response) => {
      response.json(await grant.grant(readTokenRequest(request)));
    },
    answerTokenErrors(logger),
  );
  router.all('/oauth/token', (_request, response) => {
    response.setHeader('Allow', 'POST').status(405).json({ error: 'invalid_request', error_description: 'Use POST' });
  });
  router.get('/.well-known/jwks.json', (_request, response) => {
    response.setHeader('Cache-Control', publicForTenMinutes).json(tokens.jwks());
  });
  router.get('/.well-known/oauth-authorization-server', (_request, response) => {
    response.setHeader('Cache-Control', publicForTenMinutes).json(describeIssuer(issuer));
  });
  return router;
}

function describeIssuer(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    grant_types_supported: ['client_credentials'],
    // Required by RFC 8414 §2; empty because there is no authorization endpoint
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'ES256'],
  };
}

function answerTokenErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const told = tokenErrorOf(error);
    if (told === undefined) return next(error);
    const requestId = requestIdOf(request);
    if (told.status >= 500) logger.error({ err: error, requestId }, 'no token could be issued');
    else logger.info({ reason: reasonOf(told.cause), error: told.error, requestId }, 'token refused');
    if (told.scheme !== undefined) response.setHeader('WWW-Authenticate', `${told.scheme} realm="hub"`);
    if (told.status === 503) response.setHeader('Retry-After', '1');
    response.status(told.status).json({ error: told.error, error_description: told.description });
  };
}

function tokenErrorOf(error: unknown): TokenError | undefined {
  if (error instanceof TokenError) return error;
  // The form could not be read
  if (error instanceof HubError) return new TokenError('invalid_request', error.message, 400);
  return undefined;
}

function reasonOf(cause: unknown): string | undefined {
  return cause instanceof HubError ? cause.details.reason : undefined;
}

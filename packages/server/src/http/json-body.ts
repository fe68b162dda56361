import { badInput, HubError } from '@hub/domain';
import type { RequestHandler } from 'express';
import express from 'express';

/** 256 KiB: the contract's limit of a request body. */
export const defaultBodyLimitBytes = 256 * 1024;

/**
 * Reads a JSON body; spread it among the handlers of a route. Compressed bodies are refused, because a small one can unpack to any size, and so is every charset
 * but UTF-8, because a filter in front of the hub may read it otherwise.
 */
export function parseJsonBody(limitBytes: number = defaultBodyLimitBytes): RequestHandler[] {
  return [guardParser(express.json({ limit: limitBytes, inflate: false }), limitBytes)];
}

/** The same for `application/x-www-form-urlencoded`: flat names and values, as a token endpoint takes them. */
export function parseFormBody(limitBytes = 16 * 1024): RequestHandler[] {
  const parse = express.urlencoded({ limit: limitBytes, inflate: false, extended: false, parameterLimit: 20 });
  return [guardParser(parse, limitBytes)];
}

/** Parsers fail with errors of their own, which quote the body; here they become ours. */
function guardParser(parse: RequestHandler, limitBytes: number): RequestHandler {
  return (request, response, next) => {
    if (namesOtherCharset(request.headers['content-type'] ?? '')) return next(otherCharset());
    void parse(request, response, (error?: unknown) => {
      next(error === undefined ? undefined : (bodyErrorOf(error, limitBytes) ?? error));
    });
  };
}

function namesOtherCharset(contentType: string): boolean {
  const charsets = [...contentType.matchAll(/;\s*charset\s*=\s*("[^"]*"|[^\s;]*)/gi)].map(([, charset]) =>
    (charset ?? '').replaceAll('"', '').toLowerCase(),
  );
  return charsets.length > 1 || charsets.some((charset) => charset !== 'utf-8' && charset !== 'utf8');
}

function otherCharset(): HubError {
  return badInput('Content-Type', 'Content-Type names a charset other than utf-8; send UTF-8');
}

function bodyErrorOf(error: unknown, limitBytes: number): HubError | undefined {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.too.large':
      return new HubError('LIMIT_EXCEEDED', `The request body is larger than ${limitBytes} bytes; send less at a time`);
    case 'parameters.too.many':
      return new HubError('LIMIT_EXCEEDED', 'The form has too many parameters; send only those of the contract');
    case 'entity.parse.failed':
      return badInput('body', 'The request body is not valid JSON');
    case 'encoding.unsupported':
      return badInput('Content-Encoding', 'Content-Encoding must be left out: compressed bodies are not accepted');
    case 'charset.unsupported':
      return otherCharset();
    case 'request.aborted':
    case 'request.size.invalid':
      return badInput('Content-Length', 'The request body is not as long as Content-Length says');
    default:
      return undefined;
  }
}

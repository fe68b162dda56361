import type { RequestHandler } from 'express';

const headers = new Headers({
  // Answers are about persons: no cache may keep them
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
});

/** What every answer of an interface says to browsers; a route that serves pages overrides what it needs to. */
export const setResponseHeaders: RequestHandler = (_request, response, next) => {
  response.setHeaders(headers);
  next();
};

import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';

/**
 * restify reads host and target with `new URL`, which throws where they are odd, in a place that ends the process.
 * Two hosts are none (RFC 9112 §3.2): what stands before us may have believed the other one.
 */
export const isReadable = ({ url = '', headers, rawHeaders }: IncomingMessage): boolean =>
  url.startsWith('/') &&
  !url.startsWith('//') &&
  URL.canParse(url, 'http://localhost') &&
  (headers.host === undefined || URL.canParse(`http://${headers.host}${url}`)) &&
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length < 2;

/** Answers an unreadable request before restify sees it, one that says `Expect: 100-continue` too. */
export function refuseUnreadable(http: HttpServer): void {
  for (const event of ['request', 'checkContinue'] as const) {
    const listeners = http.listeners(event);
    http.removeAllListeners(event);
    http.on(event, (message: IncomingMessage, response: ServerResponse) => {
      if (!isReadable(message)) {
        response.statusCode = 400;
        response.setHeader('connection', 'close');
        response.end();
        return;
      }
      for (const listener of listeners) listener.call(http, message, response);
    });
  }
}

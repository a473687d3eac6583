import { type ClientRequestArgs, type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { SHOP } from './case';

/** What a visitor gets. Without an answer the status is 0 and the text the error: `ECONNREFUSED`. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Every value of a header, as it was sent. */
  all(name: string): readonly string[];
}

export interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly method?: 'GET' | 'POST';
}

/** The address that visitors come from: neither that of the proxy nor that of the application. */
export const VISITOR = '127.0.0.9';
const MOST_REDIRECTS = 10;
const PATIENCE = 20_000;
/** Any 16 bytes. */
const KEY = Buffer.from('the lab is open!').toString('base64');

/**
 * A browser as far as faults of deployments are seen with one: it keeps cookies (`Secure` ones for https), follows redirects, sends
 * forms with `Origin` and `Referer`, and checks certificates. Names and ports of addresses are those of production.
 */
export class Visitor {
  readonly #cookies = new Map<string, { readonly value: string; readonly secure: boolean }>();

  /**
   * @param portOf where a port of production is found on the loopback.
   * @param certificate whom it trusts.
   * @param probe the site's own health check, if it has one: whether it passes.
   */
  constructor(
    private readonly portOf: (port: number) => number,
    private readonly certificate: string,
    readonly probe: () => Promise<boolean> = async () => true,
  ) {}

  /** One request, no redirect followed. */
  async ask(address: string, asked: Asked = {}): Promise<Answer> {
    const url = new URL(address);
    const secure = url.protocol === 'https:';
    const cookies = [...this.#cookies].flatMap(([name, one]) => (one.secure && !secure ? [] : [`${name}=${one.value}`]));
    const answer = await send(
      secure,
      {
        host: '127.0.0.1',
        port: this.portOf(Number(url.port) || (secure ? 443 : 80)),
        localAddress: VISITOR,
        path: url.pathname + url.search,
        method: asked.method ?? (asked.body ? 'POST' : 'GET'),
        headers: { host: url.host, ...(cookies.length > 0 && { cookie: cookies.join('; ') }), ...asked.headers },
        ...(secure && { servername: url.hostname, ca: this.certificate }),
      },
      asked.body,
    );
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line, secure);
    return answer;
  }

  /** Follows redirects; `redirects` is `endless` where a browser gives up, and the error where there is no answer. */
  async follow(address: string, asked: Asked = {}): Promise<Answer & { readonly redirects: number | string }> {
    let url = address;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await this.ask(url, asked);
      const { location } = answer.headers;
      if (answer.status < 300 || answer.status > 399 || location === undefined) {
        return { ...answer, redirects: answer.status === 0 ? answer.text : redirects };
      }
      url = new URL(location, url).href;
    }
    return { status: 0, headers: {}, text: 'ERR_TOO_MANY_REDIRECTS', all: () => [], redirects: 'endless' };
  }

  /** Opens a WebSocket; the status of the answer, which is 101 where it is open. */
  async openSocket(address: string): Promise<number> {
    const handshake = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': KEY };
    return (await this.ask(address.replace(/^ws/, 'http'), { headers: { ...handshake, origin: new URL(SHOP).origin } })).status;
  }

  /** The style sheet that the page links to. */
  async sheet(page: string = SHOP): Promise<Answer> {
    const link = /<link rel="stylesheet" href="([^"]+)"/.exec((await this.ask(page)).text)?.[1];
    return link === undefined ? nothing('the page has no style sheet') : this.ask(new URL(link, page).href);
  }

  /** Opens a page and sends the first form that posts, filled in; as a browser, from where the page came. */
  async sendForm(page: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const { text } = await this.ask(page);
    const action = /<form action="([^"]+)" method="post">/.exec(text)?.[1];
    const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(text)?.[1];
    if (action === undefined || token === undefined) return nothing('the page has no form');
    return this.#post(
      page,
      new URL(action, page).href,
      'application/x-www-form-urlencoded',
      Buffer.from(new URLSearchParams({ ...fields, csrfmiddlewaretoken: token }).toString()),
    );
  }

  /** Sends a file of this many bytes, as `photo`, with the token of the form of a page. */
  async sendFile(page: string, to: string, bytes: number): Promise<Answer> {
    const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec((await this.ask(page)).text)?.[1] ?? '';
    const part = (head: string) => `--lab\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
    const body = Buffer.concat([
      Buffer.from(`${part('name="csrfmiddlewaretoken"')}${token}\r\n${part('name="photo"; filename="photo.jpg"')}`),
      Buffer.alloc(bytes, 'p'),
      Buffer.from('\r\n--lab--\r\n'),
    ]);
    return this.#post(page, to, 'multipart/form-data; boundary=lab', body);
  }

  #post(page: string, to: string, type: string, body: Buffer): Promise<Answer> {
    const headers = { origin: new URL(page).origin, referer: page, 'content-type': type, 'content-length': String(body.length) };
    return this.ask(to, { method: 'POST', headers, body });
  }

  #keep(line: string, overTls: boolean): void {
    const [pair = '', ...attributes] = line.split(';').map((one) => one.trim());
    const at = pair.indexOf('=');
    const secure = attributes.some((one) => one.toLowerCase() === 'secure');
    if (secure && !overTls) return;
    this.#cookies.set(pair.slice(0, at), { value: pair.slice(at + 1), secure });
  }
}

function send(secure: boolean, options: ClientRequestArgs, body: Buffer | undefined): Promise<Answer> {
  return new Promise((resolve) => {
    const sent = (secure ? tlsRequest : plainRequest)({ ...options, agent: false, timeout: PATIENCE }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (data: Buffer) => parts.push(data));
      incoming.on('error', ({ code, message }: NodeJS.ErrnoException) => resolve(nothing(code ?? message)));
      incoming.on('end', () => {
        const { rawHeaders } = incoming;
        const all = (name: string) => rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: Buffer.concat(parts).toString(), all });
      });
    });
    sent.on('upgrade', ({ statusCode = 0, headers }, socket) => {
      socket.destroy();
      resolve({ ...nothing(''), status: statusCode, headers });
    });
    // A server that refuses a body answers before it has read all of it, and closes.
    sent.on('error', ({ code, message }: NodeJS.ErrnoException) => resolve(nothing(code ?? message)));
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.end(body);
  });
}

function nothing(text: string): Answer {
  return { status: 0, headers: {}, text, all: () => [] };
}

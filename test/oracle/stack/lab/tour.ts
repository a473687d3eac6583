import { HEADERS, SHOP, type SiteName } from './case';
import type { Visitor } from './visitor';
import { VISITOR } from './visitor';

const PHOTO_BYTES = 3_000_000;

/** What a visitor finds on a site where everything works; a case's site after its fix has to give the same. */
export const SOUND = {
  'http leads to': [301, SHOP],
  'the home page': [200, 'The shop is open'],
  'its headers': HEADERS,
  'its style sheet': [200, 'text/css'],
  'the contact form': [200, 'Thank you, Ada.'],
  'the link of an invitation': SHOP,
  'what the site knows of a visitor': { scheme: 'https', host: 'shop.alt', client: VISITOR },
  'a page that is not there': [404, false],
  'an address of another name': 'refused',
  'its health check': true,
} as const;

/** The same questions to any of the sites. */
export async function tour(visitor: Visitor, site: SiteName): Promise<Readonly<Record<string, unknown>>> {
  const http = await visitor.ask('http://shop.alt/');
  const home = await visitor.ask(SHOP);
  const sheet = await visitor.sheet();
  const form = await visitor.sendForm(SHOP, { name: 'Ada' });
  const missing = await visitor.ask(`${SHOP}no-such-page/`);
  return {
    'http leads to': [http.status, http.headers.location],
    'the home page': [home.status, /<h1>(.*)<\/h1>/.exec(home.text)?.[1] ?? home.text.slice(0, 200)],
    'its headers': {
      hsts: home.all('strict-transport-security').join().split(';')[0],
      frame: home.all('x-frame-options'),
      sniff: home.all('x-content-type-options'),
    },
    'its style sheet': [sheet.status, sheet.headers['content-type']?.split(';')[0]],
    'the contact form': [form.status, form.text.slice(0, 60)],
    'the link of an invitation': (await visitor.ask(`${SHOP}invite/`)).text,
    'what the site knows of a visitor': await known(visitor),
    'a page that is not there': [missing.status, missing.text.includes('DEBUG = True')],
    'an address of another name': await otherName(visitor, site),
    'its health check': await visitor.probe(),
    ...(site !== 'platform' && { 'an uploaded photo': await photo(visitor) }),
  };
}

/** Platforms keep no files, so there is no photo to look at. */
export function soundOf(site: SiteName): Readonly<Record<string, unknown>> {
  return { ...SOUND, ...(site !== 'platform' && { 'an uploaded photo': [200, 200, PHOTO_BYTES] }) };
}

async function known(visitor: Visitor): Promise<unknown> {
  const { text } = await visitor.ask(`${SHOP}visitor/`);
  return text.startsWith('{') ? JSON.parse(text) : text.slice(0, 200);
}

/** Nobody answers for a name that is not the site's: nginx ends the handshake, the router of a platform leaves it to Django. */
async function otherName(visitor: Visitor, site: SiteName): Promise<string> {
  const { status, text } = await visitor.ask(site === 'platform' ? SHOP : 'http://other.alt/', { headers: { host: 'other.alt' } });
  return status === 0 || status === 400 ? 'refused' : `${status} ${text.slice(0, 60)}`;
}

async function photo(visitor: Visitor): Promise<unknown> {
  const sent = await visitor.sendFile(SHOP, `${SHOP}photos/`, PHOTO_BYTES);
  const seen = sent.text.startsWith('/') ? await visitor.ask(new URL(sent.text, SHOP).href) : undefined;
  return [sent.status, seen?.status, seen?.text.length];
}

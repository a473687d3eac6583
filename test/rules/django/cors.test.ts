import { describe, expect, it } from 'vitest';
import { judge, settingsModule } from '../support';

const MIDDLEWARE = 'MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]\n';

/** The check of django-cors-headers that stands for what is said of an origin; `none` where something else is said. */
async function idsFor(origin: string): Promise<readonly string[]> {
  const text = `INSTALLED_APPS = ["corsheaders"]\n${MIDDLEWARE}CORS_ALLOWED_ORIGINS = [${JSON.stringify(origin)}]\n`;
  const { findings } = await judge(settingsModule(text), 'django/cors-malformed');
  return findings.map(({ references }) => references[0] ?? 'none');
}

describe('an origin', () => {
  // What corsheaders.checks.check_settings of django-cors-headers 4.9.0 reports; `none` is what it lets pass and never matches.
  it.each([
    ['https://example.com', []],
    ['http://localhost:3000', []],
    ['null', []],
    ['file://', []],
    ['capacitor://localhost', []],
    ['example.com', ['corsheaders.E013']],
    ['localhost:3000', ['corsheaders.E013']],
    ['//example.com', ['corsheaders.E013']],
    ['', ['corsheaders.E013']],
    ['https://', ['corsheaders.E013']],
    ['https://example.com/', ['corsheaders.E014']],
    ['https://example.com/app', ['corsheaders.E014']],
    ['https://example.com?x=1', ['corsheaders.E014']],
    ['*', ['corsheaders.E013']],
    ['https://*.example.com', ['none']],
  ])('%s is judged as the package does', async (origin, ids) => {
    expect(await idsFor(origin)).toEqual(ids);
  });
});

describe('every origin', () => {
  const SENT = 'CORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = True\n';

  it.each([
    ['is an error only where cookies are sent', 'SESSION_COOKIE_SAMESITE = "None"\n', 'error'],
    ['is a warning where SameSite holds them back', '', 'warning'],
    ['is a warning where nobody knows', 'import os\nSESSION_COOKIE_SAMESITE = os.environ["SAMESITE"]\n', 'warning'],
  ])('%s', async (_, samesite, severity) => {
    const { findings } = await judge(settingsModule(`${MIDDLEWARE}${SENT}${samesite}`), 'django/cors-allow-all');
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

/** Sizes and times as nginx reads them. Source: https://nginx.org/en/docs/syntax.html, and ngx_parse_size, ngx_parse_time. */

/** Bytes of `8k`, `10m`, `1G`; undefined for what is no size. */
export function bytesOf(text: string): number | undefined {
  const match = /^(\d+)([kmg]?)$/i.exec(text);
  if (!match) return undefined;
  const unit = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()];
  return Number(match[1]) * (unit ?? 1);
}

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, M: 2_592_000, y: 31_536_000 };

/** Seconds of `300`, `60s`, `1m 30s`; undefined for what is no time. */
export function secondsOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^(\d+(ms|[smhdwMy])\s*)+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)(ms|[smhdwMy])/g)].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (SECONDS[unit] ?? 1), 0);
}

import { describe, expect, it } from 'vitest';
import {
  definitionFor,
  directivesIn,
  isThirdPartyDirective,
  nginxContexts,
  nginxDirective,
  nginxDirectiveUrl,
  nginxVariable,
  otherEditionDirectives,
  removedNginxDirectives,
} from '../../server/src/knowledge/nginx';

describe('a directive', () => {
  it('means what it means in its context', () => {
    expect(definitionFor('server', 'http')).toMatchObject({ block: true, opens: 'server' });
    expect(definitionFor('server', 'upstream')).toMatchObject({ args: [1, null] });
    expect(definitionFor('listen', 'stream/server')?.parameters).toContain('udp');
    expect(definitionFor('listen', 'location')).toBeUndefined();
    expect(definitionFor('include', 'location')).toBeDefined();
  });

  it('is found by the contexts of all who define it', () => {
    expect(nginxContexts('proxy_pass')).toEqual(expect.arrayContaining(['location', 'if in location', 'limit_except', 'stream/server']));
    expect(nginxContexts('more_set_headers')).toContain('location');
    expect(nginxContexts('frobnicate')).toEqual([]);
    expect(directivesIn('events').has('worker_connections')).toBe(true);
  });

  it('has a page, where nginx.org has one', () => {
    const [definition] = nginxDirective('proxy_read_timeout')?.definitions ?? [];
    expect(definition && nginxDirectiveUrl('proxy_read_timeout', definition)).toBe(
      'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout',
    );
  });

  it('of modules of others, other editions and former versions is known by name', () => {
    expect([isThirdPartyDirective('brotli'), isThirdPartyDirective('passenger_anything'), isThirdPartyDirective('proxy_pass')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(otherEditionDirectives('auth_jwt')[0]?.edition).toBe('nginx-plus');
    expect(removedNginxDirectives('ssl').map(({ removedIn }) => removedIn)).toContain('1.25.1');
  });
});

describe('a variable', () => {
  it('is known in any case, and by its prefix', () => {
    expect(nginxVariable('Remote_Addr', 'http')?.name).toBe('remote_addr');
    expect(nginxVariable('http_x_forwarded_proto', 'http')).toMatchObject({ name: 'http_', prefix: true });
    expect(nginxVariable('arg_q', 'stream')).toBeUndefined();
    expect(nginxVariable('nothing', 'http')).toBeUndefined();
  });
});

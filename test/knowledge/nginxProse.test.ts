import { describe, expect, it } from 'vitest';
import { djangoSetting } from '../../server/src/knowledge/django';
import { nginxDirective, nginxDirectives, nginxVariable, nginxVariables } from '../../server/src/knowledge/nginx';
import {
  allNginxProse,
  type NginxProseArea,
  nginxDirectiveProse,
  nginxProseArea,
  nginxVariableProse,
} from '../../server/src/knowledge/prose/nginx';
import type { Prose } from '../../server/src/knowledge/prose/prose';

/** What matters in front of Django: all of it is explained in full. */
const IN_FULL = `
  worker_processes worker_connections worker_rlimit_nofile user include error_log
  server listen server_name server_tokens absolute_redirect port_in_redirect server_name_in_redirect merge_slashes underscores_in_headers
  resolver types default_type charset location root alias try_files index autoindex internal error_page etag open_file_cache sendfile
  tcp_nopush client_max_body_size client_body_buffer_size client_body_timeout client_body_temp_path client_header_buffer_size
  large_client_header_buffers client_header_timeout send_timeout keepalive_timeout keepalive_requests limit_except
  proxy_pass proxy_set_header proxy_redirect proxy_http_version proxy_buffering proxy_buffers proxy_buffer_size proxy_request_buffering
  proxy_connect_timeout proxy_read_timeout proxy_send_timeout proxy_next_upstream proxy_intercept_errors proxy_hide_header
  proxy_pass_header proxy_ignore_headers proxy_cookie_path proxy_cookie_flags proxy_ssl_verify proxy_ssl_server_name
  proxy_cache proxy_cache_path proxy_cache_key proxy_cache_valid proxy_cache_bypass proxy_no_cache proxy_cache_use_stale proxy_cache_lock
  upstream keepalive zone least_conn ip_hash uwsgi_pass uwsgi_param uwsgi_read_timeout
  add_header add_header_inherit expires gzip gzip_types gzip_proxied gzip_vary gzip_comp_level gzip_min_length gzip_static
  ssl_certificate ssl_certificate_key ssl_protocols ssl_ciphers ssl_prefer_server_ciphers ssl_session_cache ssl_session_timeout
  ssl_session_tickets ssl_stapling ssl_dhparam ssl_ecdh_curve ssl_early_data ssl_client_certificate ssl_verify_client ssl_reject_handshake
  http2 allow deny satisfy auth_basic auth_basic_user_file auth_request secure_link set_real_ip_from real_ip_header real_ip_recursive
  limit_req limit_req_zone limit_req_status limit_conn limit_conn_zone limit_conn_status limit_rate
  return rewrite if set map geo access_log log_format stub_status mirror sub_filter
`;

const FULL = {
  what: expect.any(String),
  why: expect.any(String),
  risk: expect.any(String),
  production: expect.any(String),
  verify: { run: expect.any(String), expect: expect.any(String) },
  related: expect.any(Array),
};

/** What people mix up, and what it means for Django. */
const TOLD_FOR_DJANGO = `
  host http_host proxy_host server_name scheme https remote_addr realip_remote_addr proxy_add_x_forwarded_for uri document_uri request_uri
  args server_port http_upgrade http_x_forwarded_proto http_x_forwarded_for upstream_addr upstream_status upstream_response_time
  upstream_cache_status request_id request_time ssl_client_verify
`;

describe('what we say of nginx', () => {
  it('covers every directive in each of its meanings', () => {
    const silent = nginxDirectives().flatMap(({ name, definitions }) =>
      definitions.filter((each) => !nginxDirectiveProse(name, nginxProseArea(each))).map((each) => `${name} (${each.module})`),
    );
    expect(silent).toEqual([]);
  });

  it('covers every variable, families and their members included', () => {
    for (const area of ['http', 'stream'] as const) {
      for (const { name, prefix } of nginxVariables(area)) {
        expect(nginxVariableProse(name, area), `$${name}`).toBeDefined();
        if (prefix) expect(nginxVariableProse(`${name}some_name`, area)?.what).toBe(nginxVariableProse(name, area)?.what);
      }
    }
    expect(nginxVariableProse('HTTP_UPGRADE')).toBe(nginxVariableProse('http_upgrade'));
    expect(nginxVariableProse('connection_upgrade')).toBeUndefined();
  });

  it('names only what nginx has, and what is still there', () => {
    for (const [table, name] of allNginxProse()) {
      if (table.startsWith('$'))
        expect(nginxVariable(name, table === '$http' ? 'http' : 'stream') ?? nginxVariable(name, 'stream'), name).toBeDefined();
      else expect(definitionsIn(table as NginxProseArea, name), `${name} in ${table}`).not.toEqual([]);
    }
  });

  it('points on to directives of nginx, its variables and settings of Django', () => {
    for (const [table, name, prose] of allNginxProse()) {
      for (const other of prose.related ?? []) {
        const known = other.startsWith('$') ? nginxVariable(other.slice(1), 'http') : (nginxDirective(other) ?? djangoSetting(other));
        expect(known, `${name} → ${other}`).toBeDefined();
        expect(other, `${name} points to itself`).not.toBe(table.startsWith('$') ? `$${name}` : name);
      }
    }
  });

  it('is complete for every directive that matters in front of Django', () => {
    for (const name of words(IN_FULL)) expect(nginxDirectiveProse(name), name).toMatchObject(FULL);
    expect(nginxDirectiveProse('server', 'upstream')).toMatchObject(FULL);
  });

  it('says of the variables that decide what Django sees what they mean for it', () => {
    for (const name of words(TOLD_FOR_DJANGO)) expect(nginxVariableProse(name), name).toMatchObject({ why: expect.any(String) });
  });

  it('keeps apart what one name means in different places', () => {
    const meanings = (['http', 'upstream', 'stream', 'mail'] as const).map((area) => nginxDirectiveProse('server', area)?.what);
    expect(new Set(meanings).size).toBe(4);
    expect(nginxDirectiveProse('keepalive_timeout')?.what).not.toBe(nginxDirectiveProse('keepalive_timeout', 'upstream')?.what);
    expect(nginxDirectiveProse('ssl_protocols', 'stream')).toEqual({ what: nginxDirectiveProse('ssl_protocols')?.what });
  });

  it('speaks of the right protocol in directives that exist for several', () => {
    expect(nginxDirectiveProse('fastcgi_connect_timeout')?.what).toContain('FastCGI server');
    expect(nginxDirectiveProse('uwsgi_store_access')?.what).toContain('`uwsgi_store`');
    expect(nginxDirectiveProse('proxy_nothing')).toBeUndefined();
    expect(nginxDirectiveProse('worker_read_timeout')).toBeUndefined();
  });
});

describe('every sentence about nginx', () => {
  it('is short, closed, and keeps its inline code in pairs', () => {
    const told = [...allNginxProse(), ...families()];
    for (const [table, name, prose] of told) {
      for (const text of [...closedTexts(prose), ...values(prose)]) {
        expect((text.match(/`/g) ?? []).length % 2, `${name}: ${text}`).toBe(0);
        for (const sentence of text.split(/(?<=[.?!])\s+/)) {
          expect(sentence.split(/\s+/).length, `${name}: ${sentence}`).toBeLessThanOrEqual(40);
        }
      }
      for (const text of closedTexts(prose)) expect(text, `${table} ${name}`).toMatch(/^(?:[A-Z0-9`]|(?:gunicorn|nginx|uWSGI) ).*[.?!]$/su);
    }
  });

  it('leaves no place in a family’s text unfilled', () => {
    for (const [, name, prose] of families()) expect(prose.what, name).not.toMatch(/[{}]/);
  });
});

/** The definitions that a table speaks of; what http says also serves the others where it is all there is to say. */
function definitionsIn(table: NginxProseArea, name: string) {
  const all = nginxDirective(name)?.definitions ?? [];
  if (table === 'http') return all;
  const areas = table === 'upstream' ? ['upstream', 'stream/upstream'] : [table, `${table}/upstream`];
  return all.filter((each) => areas.includes(nginxProseArea(each)));
}

function families(): readonly (readonly [string, string, Prose])[] {
  const written = new Set(allNginxProse().map(([, name]) => name));
  return nginxDirectives().flatMap(({ name }) => {
    const prose = written.has(name) ? undefined : nginxDirectiveProse(name);
    return prose ? [['family', name, prose] as const] : [];
  });
}

/** Texts that are whole sentences; values such as `production` are not. */
function closedTexts({ what, why, risk, model, pitfalls = [] }: Prose): readonly string[] {
  return [what, why, risk, model, ...pitfalls].filter((text) => text !== undefined);
}

function values({ development, production, verify }: Prose): readonly string[] {
  return [development, production, verify?.expect].filter((text) => text !== undefined);
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

import type { NginxProseTable } from './shape';

/** What only the other protocols to application servers have. Their shared directives are told by the family. */
export const GATEWAYS: NginxProseTable = {
  uwsgi_pass: {
    what: 'Hands the request to a uWSGI server by its own binary protocol.',
    why: 'The native way to Django under uWSGI. gunicorn and uvicorn do not understand it: those want `proxy_pass`.',
    risk: 'With an HTTP port behind it, every page is 502; uWSGI’s log then tells of invalid request sizes.',
    production: '`unix:/run/app/uwsgi.sock` beside `include uwsgi_params;`',
    pitfalls: [
      'uWSGI must offer `socket`, not `http-socket`.',
      'Headers set with `proxy_set_header` do not count here: what Django shall know goes through `uwsgi_param`.',
    ],
    verify: { run: 'curl -sI https://example.com/ | head -1', expect: 'not 502' },
    related: ['uwsgi_param', 'uwsgi_read_timeout', 'include', 'proxy_pass'],
  },
  uwsgi_param: {
    what: 'Sets one variable of the WSGI environment, which Django finds in `request.META`.',
    why: 'Without the usual set (`uwsgi_params`) Django gets no path, method or host.',
    risk: 'A missing `HTTPS` or scheme lets Django take every request for insecure, and redirect for ever.',
    production: '`include uwsgi_params;` and, with TLS, `uwsgi_param HTTP_X_FORWARDED_PROTO $scheme;` for SECURE_PROXY_SSL_HEADER',
    pitfalls: [
      'One in a location throws away all those of the server: include the set again.',
      'Request headers of the browser come along by themselves as `HTTP_…`; a parameter of that name takes their place.',
    ],
    verify: {
      run: 'sudo nginx -T 2>/dev/null | grep -A4 uwsgi_pass',
      expect: 'the include in the same location, or no parameter there at all',
    },
    related: ['uwsgi_pass', 'include', 'uwsgi_pass_request_headers', 'SECURE_PROXY_SSL_HEADER'],
  },
  uwsgi_read_timeout: {
    what: 'How long nginx waits for the next piece of the answer from the uWSGI server. Silence beyond that ends in 504.',
    why: 'A view of Django sends nothing until it is done, so this is the longest that a view may take.',
    risk: 'Shorter than a slow view: the visitor gets 504 while Django goes on working.',
    production: 'A little more than `harakiri` of uWSGI',
    verify: { run: "grep 'timed out) while reading response header' /var/log/nginx/error.log", expect: 'no line' },
    related: ['uwsgi_connect_timeout', 'uwsgi_send_timeout', 'uwsgi_pass'],
  },
  uwsgi_modifier1: 'The first modifier of the uwsgi packet, which tells uWSGI what kind of request it is. 0 means Python.',
  uwsgi_modifier2: 'The second modifier of the uwsgi packet.',
  uwsgi_string: 'Adds a fixed text to the end of the uwsgi packet. An old internal knob.',
  fastcgi_pass: 'Hands the request to a FastCGI server, usually PHP. Django has had no FastCGI of its own since 1.9.',
  fastcgi_param: 'Sets one variable for the FastCGI server. One in a location throws away all those from outside.',
  fastcgi_index: 'The file name that is added to script addresses which end in a slash.',
  fastcgi_split_path_info:
    'A regular expression that cuts the address into script and extra path. With PHP a loose one may run uploaded files.',
  fastcgi_keep_conn: 'Whether connections to the FastCGI server stay open after an answer.',
  fastcgi_catch_stderr: 'A text which, if it stands in the error output of the FastCGI server, makes the answer count as failed.',
  scgi_pass: 'Hands the request to an SCGI server, an older protocol that hardly any Python server speaks.',
  scgi_param: 'Sets one variable for the SCGI server. One in a location throws away all those from outside.',
  grpc_pass: 'Hands the request to a gRPC server over HTTP/2.',
  grpc_set_header: 'Sets a header of the request on its way to the gRPC server. One in a location throws away all those from outside.',
  memcached_pass:
    'Answers straight from a memcached server, where `$memcached_key` names the entry. Django’s own cache entries are not readable in this way.',
  memcached_gzip_flag: 'The flag by which memcached entries are known to be compressed with gzip.',
  tunnel_pass:
    'Opens a plain tunnel for a CONNECT request, to the host that the client names or to a fixed one. Without narrow limits it is an open proxy.',
  memcached_buffer_size: 'The buffer for what the memcached server answers.',
  tunnel_bind: 'The local address from which connections to the far server are made.',
  tunnel_read_timeout: 'How long the tunnel may be silent before it is closed.',
  tunnel_send_timeout: 'How long nginx waits between two writes into the tunnel.',
  tunnel_buffer_size: 'The buffer for data that goes through the tunnel, in each direction.',
};

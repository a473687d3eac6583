import { basename } from '../../base/paths';

/**
 * Files that a configuration includes and that come with nginx, its packages or certbot: what they set, as far as a rule may ask.
 * Sources: nginx 1.22.1-9 of Debian 12 (/etc/nginx), the image nginx:1.27, certbot 2.x (options-ssl-nginx.conf).
 */
const TEXTS: Readonly<Record<string, string>> = {
  'mime.types': 'types { }',
  'koi-utf': '',
  'koi-win': '',
  'win-utf': '',
  proxy_params:
    'proxy_set_header Host $host; proxy_set_header X-Real-IP $remote_addr; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;',
  uwsgi_params: params('uwsgi'),
  scgi_params: params('scgi'),
  fastcgi_params: params('fastcgi'),
  'fastcgi.conf': `${params('fastcgi')} fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;`,
  'fastcgi-php.conf':
    'fastcgi_split_path_info ^(.+?\\.php)(/.*)$; try_files $fastcgi_script_name =404; set $path_info $fastcgi_path_info; fastcgi_param PATH_INFO $path_info; fastcgi_index index.php;',
  'snakeoil.conf': 'ssl_certificate /etc/ssl/certs/ssl-cert-snakeoil.pem; ssl_certificate_key /etc/ssl/private/ssl-cert-snakeoil.key;',
  'options-ssl-nginx.conf':
    'ssl_session_cache shared:le_nginx_SSL:10m; ssl_session_timeout 1440m; ssl_session_tickets off; ssl_protocols TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers off; ssl_ciphers "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305";',
};

function params(protocol: string): string {
  const names = [
    'QUERY_STRING $query_string',
    'REQUEST_METHOD $request_method',
    'CONTENT_TYPE $content_type',
    'CONTENT_LENGTH $content_length',
    'REQUEST_URI $request_uri',
    'PATH_INFO $document_uri',
    'DOCUMENT_ROOT $document_root',
    'SERVER_PROTOCOL $server_protocol',
    'REQUEST_SCHEME $scheme',
    'HTTPS $https if_not_empty',
    'REMOTE_ADDR $remote_addr',
    'REMOTE_PORT $remote_port',
    'SERVER_PORT $server_port',
    'SERVER_NAME $server_name',
  ];
  return names.map((each) => `${protocol}_param ${each};`).join(' ');
}

/** What a file that nginx ships under this name sets; undefined for one that it does not. */
export function shippedText(path: string): string | undefined {
  const name = basename(path);
  if (name === 'options-ssl-nginx.conf' && !path.startsWith('/etc/letsencrypt/')) return undefined;
  return TEXTS[name];
}

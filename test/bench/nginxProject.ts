import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const INCLUDES = 100;

/** A whole configuration of about 10,000 lines: a main file and a hundred sites that it includes, each as people write them. */
export function writeNginxProject(folder: string): void {
  const root = join(folder, 'nginx');
  mkdirSync(join(root, 'sites'), { recursive: true });
  const includes = Array.from({ length: INCLUDES }, (_, number) => `    include sites/site-${number}.conf;`);
  const main = [
    'user www-data;',
    'worker_processes auto;',
    'events {',
    '    worker_connections 1024;',
    '}',
    'http {',
    '    default_type application/octet-stream;',
    '    sendfile on;',
    '    gzip on;',
    '    map $http_upgrade $connection_upgrade {',
    '        default upgrade;',
    "        '' close;",
    '    }',
    '    server {',
    '        listen 80 default_server;',
    '        return 444;',
    '    }',
    ...includes,
    '}',
    '',
  ];
  writeFileSync(join(root, 'nginx.conf'), main.join('\n'));
  for (let number = 0; number < INCLUDES; number++) writeFileSync(join(root, 'sites', `site-${number}.conf`), siteFile(number));
}

/** One site of about a hundred lines. */
export function siteFile(number: number): string {
  const host = `shop-${number}.example.org`;
  const locations = Array.from({ length: 6 }, (_, part) => [
    '',
    `    location /part-${part}/ {`,
    `        # part ${part} of the shop`,
    '        proxy_set_header Host $host;',
    '        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
    '        proxy_set_header X-Forwarded-Proto $scheme;',
    `        proxy_read_timeout ${30 + part}s;`,
    `        proxy_pass http://app_${number};`,
    '    }',
  ]).flat();
  return [
    `upstream app_${number} {`,
    `    server 10.0.${number}.1:8000 max_fails=3 fail_timeout=10s;`,
    `    server 10.0.${number}.2:8000 backup;`,
    '}',
    '',
    'server {',
    '    listen 80;',
    `    server_name ${host};`,
    '    location /.well-known/acme-challenge/ {',
    '        root /var/www/acme;',
    '    }',
    '    location / {',
    '        return 301 https://$host$request_uri;',
    '    }',
    '}',
    '',
    'server {',
    '    listen 443 ssl;',
    `    server_name ${host} www.${host};`,
    `    ssl_certificate /etc/ssl/${host}.pem;`,
    `    ssl_certificate_key /etc/ssl/${host}.key;`,
    '    ssl_protocols TLSv1.2 TLSv1.3;',
    '    add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;',
    '    client_max_body_size 20m;',
    `    access_log /var/log/nginx/${host}.log;`,
    '',
    '    location /static/ {',
    `        alias /srv/shop-${number}/static/;`,
    '        expires 30d;',
    '    }',
    '',
    '    location /media/ {',
    `        alias /srv/shop-${number}/media/;`,
    '    }',
    ...locations,
    '',
    '    location / {',
    '        proxy_http_version 1.1;',
    '        proxy_set_header Host $host;',
    '        proxy_set_header Upgrade $http_upgrade;',
    '        proxy_set_header Connection $connection_upgrade;',
    '        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
    '        proxy_set_header X-Forwarded-Proto $scheme;',
    `        proxy_pass http://app_${number};`,
    '    }',
    '}',
    '',
  ].join('\n');
}

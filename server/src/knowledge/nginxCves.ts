/**
 * Security faults of nginx that show only with certain directives, and the releases that have them.
 * Source: https://nginx.org/en/security_advisories.html as of 2026-07-22, with the conditions of https://nginx.org/en/CHANGES.
 */
export interface NginxCve {
  readonly id: string;
  readonly needs: NginxCveCondition;
  /** First and last release that has it, of each line. */
  readonly affected: readonly (readonly [string, string])[];
  /** The first release without it, of each line that got one, the oldest first. */
  readonly fixed: readonly string[];
}

/** What a configuration must have for the fault to show. */
export type NginxCveCondition =
  | 'http2'
  | 'http3'
  | 'mp4'
  | 'resolver'
  | 'ssl-ocsp'
  | 'dav-copy-alias'
  | 'uwsgi'
  | 'charset-map'
  | 'https-upstream'
  | 'client-certificate'
  | 'proxy-cache'
  | 'set-body-http2'
  | 'rewrite-arguments'
  | 'rewrite-nested-groups'
  | 'map-after-capture'
  | 'slice-captures'
  | 'ssi-unbuffered';

export const NGINX_CVES: readonly NginxCve[] = [
  { id: 'CVE-2026-42533', needs: 'map-after-capture', affected: [['0.9.6', '1.31.2']], fixed: ['1.30.4', '1.31.3'] },
  { id: 'CVE-2026-60005', needs: 'slice-captures', affected: [['1.15.8', '1.31.2']], fixed: ['1.30.4', '1.31.3'] },
  { id: 'CVE-2026-56434', needs: 'ssi-unbuffered', affected: [['0.8.11', '1.31.2']], fixed: ['1.30.4', '1.31.3'] },
  { id: 'CVE-2026-42530', needs: 'http3', affected: [['1.31.0', '1.31.1']], fixed: ['1.31.2'] },
  { id: 'CVE-2026-48142', needs: 'charset-map', affected: [['0.3.50', '1.31.1']], fixed: ['1.30.3', '1.31.2'] },
  { id: 'CVE-2026-9256', needs: 'rewrite-nested-groups', affected: [['0.1.17', '1.31.0']], fixed: ['1.30.2', '1.31.1'] },
  { id: 'CVE-2026-42926', needs: 'set-body-http2', affected: [['1.29.4', '1.30.0']], fixed: ['1.30.1', '1.31.0'] },
  { id: 'CVE-2026-42945', needs: 'rewrite-arguments', affected: [['0.6.27', '1.30.0']], fixed: ['1.30.1', '1.31.0'] },
  { id: 'CVE-2026-42946', needs: 'uwsgi', affected: [['0.8.42', '1.30.0']], fixed: ['1.30.1', '1.31.0'] },
  { id: 'CVE-2026-42934', needs: 'charset-map', affected: [['0.3.50', '1.30.0']], fixed: ['1.30.1', '1.31.0'] },
  { id: 'CVE-2026-40460', needs: 'http3', affected: [['1.25.0', '1.30.0']], fixed: ['1.30.1', '1.31.0'] },
  { id: 'CVE-2026-40701', needs: 'ssl-ocsp', affected: [['1.19.0', '1.30.0']], fixed: ['1.30.1', '1.31.0'] },
  { id: 'CVE-2026-27654', needs: 'dav-copy-alias', affected: [['0.5.13', '1.29.6']], fixed: ['1.28.3', '1.29.7'] },
  { id: 'CVE-2026-32647', needs: 'mp4', affected: [['1.1.19', '1.29.6']], fixed: ['1.28.3', '1.29.7'] },
  { id: 'CVE-2026-1642', needs: 'https-upstream', affected: [['1.3.0', '1.29.4']], fixed: ['1.28.2', '1.29.5'] },
  { id: 'CVE-2025-23419', needs: 'client-certificate', affected: [['1.11.4', '1.27.3']], fixed: ['1.26.3', '1.27.4'] },
  { id: 'CVE-2024-7347', needs: 'mp4', affected: [['1.5.13', '1.27.0']], fixed: ['1.26.2', '1.27.1'] },
  ...['CVE-2024-32760', 'CVE-2024-31079', 'CVE-2024-35200', 'CVE-2024-34161'].map(
    (id): NginxCve => ({ id, needs: 'http3', affected: [['1.25.0', '1.26.0']], fixed: ['1.26.1', '1.27.0'] }),
  ),
  { id: 'CVE-2024-24989', needs: 'http3', affected: [['1.25.3', '1.25.3']], fixed: ['1.25.4'] },
  { id: 'CVE-2024-24990', needs: 'http3', affected: [['1.25.0', '1.25.3']], fixed: ['1.25.4'] },
  { id: 'CVE-2022-41741', needs: 'mp4', affected: [['1.1.3', '1.23.1']], fixed: ['1.22.1', '1.23.2'] },
  { id: 'CVE-2022-41742', needs: 'mp4', affected: [['1.1.3', '1.23.1']], fixed: ['1.22.1', '1.23.2'] },
  { id: 'CVE-2021-23017', needs: 'resolver', affected: [['0.6.18', '1.20.0']], fixed: ['1.20.1', '1.21.0'] },
  ...['CVE-2019-9511', 'CVE-2019-9513', 'CVE-2019-9516'].map(
    (id): NginxCve => ({ id, needs: 'http2', affected: [['1.9.5', '1.17.2']], fixed: ['1.16.1', '1.17.3'] }),
  ),
  { id: 'CVE-2018-16843', needs: 'http2', affected: [['1.9.5', '1.15.5']], fixed: ['1.14.1', '1.15.6'] },
  { id: 'CVE-2018-16844', needs: 'http2', affected: [['1.9.5', '1.15.5']], fixed: ['1.14.1', '1.15.6'] },
  { id: 'CVE-2018-16845', needs: 'mp4', affected: [['1.1.3', '1.15.5']], fixed: ['1.14.1', '1.15.6'] },
  { id: 'CVE-2017-7529', needs: 'proxy-cache', affected: [['0.5.6', '1.13.2']], fixed: ['1.12.1', '1.13.3'] },
];
